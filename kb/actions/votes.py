from __future__ import annotations

from django.db import transaction

from accounts.models import User
from activity.actions import record
from kb import events
from kb.actions.rows import lock
from kb.models import Article, ArticleVote


@transaction.atomic
def vote(
    article: Article,
    *,
    helpful: bool,
    person: User | None = None,
    visitor: str = "",
) -> bool:
    """Whether it helped; the last word of a person, else of a visitor, counts.

    `visitor` is a hash as `kb.visitors.visitor_hash` makes it.
    """
    lock(article)
    voter = {"person": person} if person else {"visitor": visitor}
    earlier = article.votes.filter(**voter).first()
    if earlier is not None and earlier.is_helpful == helpful:
        return False
    if earlier is not None:
        _add(article, earlier.is_helpful, -1)
    ArticleVote.objects.update_or_create(
        article=article, **voter, defaults={"is_helpful": helpful}
    )
    _add(article, helpful, 1)
    article.save(update_fields=["helpful_count", "unhelpful_count"])
    record(events.ArticleRated, article, by=person, data={"helpful": helpful})
    return True


def _add(article: Article, helpful: bool, step: int) -> None:
    if helpful:
        article.helpful_count += step
    else:
        article.unhelpful_count += step
