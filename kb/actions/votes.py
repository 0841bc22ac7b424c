from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from accounts.models import User
from activity.actions import record
from kb import events
from kb.actions.rows import lock
from kb.models import Article, ArticleVote, Revision, Words


@transaction.atomic
def vote(
    text: Words,
    *,
    helpful: bool,
    person: User | None = None,
    visitor: str = "",
    missing: str = "",
) -> bool:
    """Whether what readers see helped, in its language; a voter's last word counts.

    `visitor` is a hash as `kb.visitors.visitor_hash` makes it. `missing` is what
    somebody looked for in vain; a later no without words leaves it as it was.
    """
    lock(text)
    article = text.article
    revision = Revision.objects.of(text).get(number=text.live_number)
    voter = {"person": person} if person else {"visitor": visitor}
    earlier = revision.votes.filter(**voter).first()
    said: dict[str, bool | str] = {"is_helpful": helpful}
    if helpful or missing:
        said["missing"] = "" if helpful else missing
    if earlier is not None and _is_said(earlier, said):
        return False
    for counted in (article, revision):
        if earlier is not None:
            _add(counted, earlier.is_helpful, -1)
        _add(counted, helpful, 1)
        counted.save(update_fields=["helpful_count", "unhelpful_count"])
    ArticleVote.objects.update_or_create(revision=revision, **voter, defaults=said)
    record(events.ArticleRated, article, by=person, data={"helpful": helpful})
    return True


def uncount(person: User) -> None:
    """Her votes go with her."""
    votes = ArticleVote.objects.filter(person=person).select_related("revision")
    for vote in votes.order_by("revision__article", "revision"):
        field = "helpful_count" if vote.is_helpful else "unhelpful_count"
        articles = Article.objects.filter(pk=vote.revision.article_id)
        for counted in (articles, Revision.objects.filter(pk=vote.revision_id)):
            _count_down(counted, field)


def _count_down(rows: QuerySet[Any], field: str) -> None:
    """A wrong count stops nobody."""
    rows.filter(**{f"{field}__gt": 0}).update(**{field: F(field) - 1})


def _is_said(vote: ArticleVote, said: dict[str, bool | str]) -> bool:
    return all(getattr(vote, name) == value for name, value in said.items())


def _add(counted: Article | Revision, helpful: bool, step: int) -> None:
    if helpful:
        counted.helpful_count += step
    else:
        counted.unhelpful_count += step
