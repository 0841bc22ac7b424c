from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Model

from accounts.models import Organization, User
from activity.actions import now, record
from composer.actions import Files, attach_pictures, store_uploads
from kb import events
from kb.actions.gaps import close_gap
from kb.actions.revisions import save_revision
from kb.actions.rows import lock, next_position, write_revision
from kb.models import Article, Category
from search.models import SearchQuery
from tickets.actions.tags import tags_named


@transaction.atomic
def draft_article(
    *,
    by: User | None,
    category: Category,
    title: str,
    body: str,
    summary: str = "",
    audience: str = Article.Audience.EVERYONE,
    organizations: Iterable[Organization] = (),
    tags: Iterable[str] = (),
    files: Files = (),
    source: Model | None = None,
    client_key: UUID | None = None,
) -> Article:
    """A draft, the last of its category; `by` owns it.

    `source` is the ticket that it answers, or what was searched for in vain. Sent again
    with the same client key it returns the earlier one.
    """
    Category.objects.select_for_update(no_key=True).get(pk=category.pk)
    key = (client_key or uuid4()).hex
    if earlier := Article.objects.filter(external_id=key).first():
        return earlier
    article = Article(category=category, audience=audience, owner=by, external_id=key)
    article.position = next_position(category)
    article.created_at = now()
    article.save()
    # before its words: what comes after them waits (`kb.files`)
    store_uploads(files, target=article, by=by)
    if by is not None:
        attach_pictures(body, target=article, by=by)
    write_revision(
        article, by=by, title=title, summary=summary, body=body, significant=True
    )
    article.organizations.set(organizations)
    article.tags.set(tags_named(tags))
    if isinstance(source, SearchQuery):
        close_gap(source)
    record(events.ArticleDrafted, article, by=by, related=source)
    return article


@transaction.atomic
def edit_article(
    article: Article,
    *,
    by: User,
    base: int,
    title: str,
    summary: str,
    body: str,
    significant: bool = False,
    note: str = "",
    files: Files = (),
    **details: Any,
) -> bool:
    """Words as `save_revision` takes them, and details as `set_details` does."""
    revision = save_revision(
        article,
        by=by,
        base=base,
        title=title,
        summary=summary,
        body=body,
        significant=significant,
        note=note,
        files=files,
    )
    is_arranged = set_details(article, by=by, **details)
    return is_arranged or revision is not None


@transaction.atomic
def set_details(article: Article, *, by: User, **details: Any) -> bool:
    """All but its words, at once for readers, too; those not named stay as they are.

    `category audience organizations tags owner review_by archive_at`.
    """
    lock(article)
    if "tags" in details:
        details["tags"] = tags_named(details["tags"])
    changed = _set_sets(article, details)
    for name, value in details.items():
        if getattr(article, name) != value:
            setattr(article, name, value)
            changed.append(name)
    if not changed:
        return False
    if "category" in changed:
        article.position = next_position(article.category)
    article.save()
    record(events.ArticleArranged, article, by=by, data={"changed": sorted(changed)})
    return True


def _set_sets(article: Article, details: dict[str, Any]) -> list[str]:
    """Take the many-to-many fields out of `details`, set them, say which changed."""
    changed: list[str] = []
    for name in ("organizations", "tags"):
        if name not in details:
            continue
        rows = list(details.pop(name))
        if {row.pk for row in rows} != {row.pk for row in getattr(article, name).all()}:
            getattr(article, name).set(rows)
            changed.append(name)
    return changed
