from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.models import Organization, User
from activity.actions import now, record
from composer.actions import Files, store_uploads
from kb import events
from kb.actions.rows import lock, next_position, put_live, take_down, write_revision
from kb.models import Article, Category
from tickets.actions.tags import tags_named

WORDS = ("title", "summary", "body")


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
) -> Article:
    """A draft, the last of its category; `by` owns it."""
    article = Article(category=category, audience=audience, owner=by)
    article.position = next_position(category)
    article.created_at = now()
    article.save()
    write_revision(
        article, by=by, title=title, summary=summary, body=body, significant=True
    )
    article.organizations.set(organizations)
    article.tags.set(tags_named(tags))
    store_uploads(files, target=article, by=by)
    record(events.ArticleDrafted, article, by=by)
    return article


@transaction.atomic
def edit_article(
    article: Article,
    *,
    by: User,
    files: Files = (),
    **fields: Any,
) -> bool:
    """Fields as `draft_article` takes them; those not named stay as they are."""
    lock(article)
    if "tags" in fields:
        fields["tags"] = tags_named(fields["tags"])
    changed = _set_sets(article, fields)
    changed += [
        name for name, value in fields.items() if getattr(article, name) != value
    ]
    uploads = store_uploads(files, target=article, by=by)
    if not changed and not uploads:
        return False
    words = {name: fields.pop(name, getattr(article, name)) for name in WORDS}
    for name in set(changed) & fields.keys():
        setattr(article, name, fields[name])
    if "category" in changed:
        article.position = next_position(article.category)
    article.save()
    if set(WORDS) & set(changed):
        write_revision(article, by=by, significant=False, **words)
        if article.is_live:
            put_live(article, article.number)
    record(events.ArticleEdited, article, by=by, data={"changed": sorted(changed)})
    return True


@transaction.atomic
def publish_article(article: Article, *, by: User | None) -> bool:
    lock(article)
    if article.is_published:
        return False
    article.state = Article.State.PUBLISHED
    article.published_at = article.published_at or now()
    put_live(article, article.number)
    record(events.ArticlePublished, article, by=by)
    return True


@transaction.atomic
def unpublish_article(article: Article, *, by: User) -> bool:
    """Back to the drafts; its address stays its own for when it returns."""
    lock(article)
    if not article.is_published:
        return False
    article.state = Article.State.DRAFT
    take_down(article)
    record(events.ArticleUnpublished, article, by=by)
    return True


def _set_sets(article: Article, fields: dict[str, Any]) -> list[str]:
    """Take the many-to-many fields out of `fields`, set them, say which changed."""
    changed: list[str] = []
    for name in ("organizations", "tags"):
        if name not in fields:
            continue
        rows = list(fields.pop(name))
        if {row.pk for row in rows} != {row.pk for row in getattr(article, name).all()}:
            getattr(article, name).set(rows)
            changed.append(name)
    return changed
