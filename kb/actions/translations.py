"""An article in other languages than the site's."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from activity.actions import record
from kb import events
from kb.actions.revisions import save_revision
from kb.actions.rows import about, lock
from kb.models import Article, Revision, Translation


@transaction.atomic
def translate_article(
    article: Article,
    *,
    by: User,
    language: str,
    base: int,
    source_number: int,
    title: str,
    summary: str,
    body: str,
    note: str = "",
) -> Revision | None:
    """As `save_revision`, of words made from that revision of the article's.

    The first ones have the base 0.
    """
    lock(article)
    text, _ = Translation.objects.get_or_create(article=article, language=language)
    text.article = article
    return save_revision(
        text,
        by=by,
        base=base,
        title=title,
        summary=summary,
        body=body,
        note=note,
        source_number=source_number,
    )


@transaction.atomic
def confirm_translation(text: Translation, *, by: User, number: int) -> bool:
    """Its words still say what the article's revision of that number says."""
    lock(text)
    if number <= text.source_number or number > text.article.number:
        return False
    text.source_number = number
    text.save(update_fields=["source_number"])
    held = Revision.objects.of(text).filter(number__gte=text.live_number)
    held.filter(source_number__lt=number).update(source_number=number)
    data = {"changed": ["source_number"]}
    record(events.ArticleArranged, text.article, by=by, **about(text, data))
    return True
