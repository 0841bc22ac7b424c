"""What the actions do to rows, each in the caller's transaction."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db.models import Max

from accounts.models import User
from activity.actions import now
from core.slugs import slug_of
from kb import rendering
from kb.actions.related import related_keys
from kb.models import Article, Category, Revision, Translation, Words
from kb.references import keep_references


def lock(text: Words) -> None:
    """Bring the rows up to date and hold them until the caller's transaction ends.

    A translation is held by its article, so that nobody waits for two in turn.
    """
    rows = Article.objects.select_for_update(no_key=True)
    text.article.refresh_from_db(from_queryset=rows)
    if text is not text.article:
        article = text.article
        text.refresh_from_db()
        text.article = article


def write_revision(
    text: Words,
    *,
    by: User | None,
    title: str,
    summary: str,
    body: str,
    significant: bool,
    note: str = "",
    source_number: int = 0,
) -> Revision:
    """The next revision of a text, which keeps the words that readers see."""
    text.number += 1
    revision = Revision.objects.create(
        article=text.article,
        language=text.language,
        number=text.number,
        title=title,
        summary=summary,
        body=body,
        author=by,
        note=note,
        is_significant=significant,
        source_number=source_number,
        created_at=now(),
    )
    if not text.is_live:
        show(text, revision)
    text.save()
    return revision


def put_live(text: Words, number: int) -> None:
    """From now on readers see this revision: the one place where that begins."""
    revision = Revision.objects.of(text).get(number=number)
    show(text, revision)
    if revision.live_at is None:
        revision.live_at = now()
        revision.save(update_fields=["live_at"])
        text.updated_at = revision.live_at
    text.live_number = number
    if number == text.number:
        text.review_asked_at, text.review_note = None, ""
    if isinstance(text, Translation):
        text.article.translated[text.language] = text.slug
        text.article.save(update_fields=["translated"])
    elif isinstance(text, Article):
        text.significant_number = _significant(text)
        text.related = related_keys(text)
    text.save()
    keep_references(text)


def take_down(text: Words) -> None:
    """Readers see it no more, so the row holds the newest words again."""
    if text.has_changes:
        show(text, Revision.objects.newest_of(text).get())
    text.live_number = 0
    if isinstance(text, Translation):
        text.article.translated.pop(text.language, None)
        text.article.save(update_fields=["translated"])
    text.save()
    keep_references(text)


def show(text: Words, revision: Revision) -> None:
    """Put the words of a revision into the row, with all that follows from them."""
    rendered = rendering.render(revision.body, text.language)
    text.title, text.summary = revision.title, revision.summary
    text.slug = slug_of(revision.title, otherwise="article")
    text.body, text.body_html = revision.body, rendered.html
    text.body_version = rendered.version
    text.toc = [asdict(entry) for entry in rendered.toc]
    if not text.is_live:
        text.updated_at = revision.created_at
    if isinstance(text, Translation):
        text.source_number = revision.source_number


def about(text: Words, data: dict[str, Any]) -> dict[str, Any]:
    """What an Event says besides its article: the language, and the translation."""
    related = text if isinstance(text, Translation) else None
    return {"related": related, "data": {**data, "language": text.language}}


def next_position(category: Category) -> int:
    last = category.articles.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _significant(article: Article) -> int:
    """The newest revision up to the live one whose change mattered."""
    known = Revision.objects.of(article).filter(
        is_significant=True, number__lte=article.live_number
    )
    return known.aggregate(newest=Max("number"))["newest"] or 0
