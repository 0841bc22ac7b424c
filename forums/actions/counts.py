"""What is counted beside its rows, counted anew from them.

Nothing of ours lets them differ; a restored backup, a hand in the database or a fault
that nobody thought of may.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from forums.actions.votes import count_weekly_votes
from forums.models import Forum, Like, MeToo, Post, Topic

AT_ONCE = 500

logger = logging.getLogger(__name__)


def recount() -> dict[str, int]:
    """How many of each count were wrong; they are right now."""
    shown = Post.objects.published()
    liked = Post.objects.filter(
        Q(like_count__gt=0) | Q(pk__in=Like.objects.values("post"))
    )
    newest = _of_each(shown, "topic", Max("created_at"))
    found = {
        "me_too_count": _mend(
            Topic.objects.all(),
            me_too_count=_number(MeToo.objects.all(), "topic") + F("imported_me_toos"),
        ),
        "like_count": _mend(
            liked, like_count=_number(Like.objects.all(), "post") + F("imported_likes")
        ),
        "post_count": _mend(Topic.objects.all(), post_count=_number(shown, "topic")),
        "latest_at": _mend(
            Topic.objects.all(),
            latest_at=Coalesce(newest, "created_at"),
        ),
        "topic_count": _mend(
            Forum.objects.all(),
            topic_count=_number(Topic.objects.published(), "forum"),
        ),
        "weekly_me_toos": count_weekly_votes(),
    }
    for field, wrong in found.items():
        if wrong and field != "weekly_me_toos":  # which changes by itself
            logger.warning("%d times %s was wrong, and is mended", wrong, field)
    return found


def uncount(person: User) -> None:
    """Her me toos and likes go with her."""
    _count_down(Topic.objects.filter(me_toos__person=person), "me_too_count")
    _count_down(Post.objects.filter(likes__person=person), "like_count")


def _count_down(rows: QuerySet[Any], field: str) -> None:
    """Held in the order in which they are counted anew; a wrong count stops nobody."""
    keys = sorted(rows.filter(**{f"{field}__gt": 0}).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        some = rows.model._base_manager.filter(pk__in=keys[start : start + AT_ONCE])
        held = some.order_by("pk").select_for_update(no_key=True)
        list(held.values_list("pk"))
        some.filter(**{f"{field}__gt": 0}).update(**{field: F(field) - 1})


def _number(rows: QuerySet[Any], of: str) -> Coalesce:
    return Coalesce(_of_each(rows, of, Count("pk")), 0)


def _of_each(rows: QuerySet[Any], of: str, what: Any) -> Subquery:
    own = rows.filter(**{of: OuterRef("pk")}).order_by().values(of)
    return Subquery(own.annotate(found=what).values("found"))


def _mend(rows: QuerySet[Any], **right: Any) -> int:
    """Looked for without a lock, so that nobody waits while all are counted."""
    ((field, counted),) = right.items()
    wrong = rows.annotate(right=counted).exclude(**{field: F("right")})
    keys = sorted(wrong.values_list("pk", flat=True))
    return sum(
        _mend_some(wrong, field, keys[start : start + AT_ONCE])
        for start in range(0, len(keys), AT_ONCE)
    )


@transaction.atomic
def _mend_some(wrong: QuerySet[Any], field: str, keys: list[int]) -> int:
    """Counted again once the rows are held: whoever counted up meanwhile is done."""
    held = wrong.model._base_manager.filter(pk__in=keys).order_by("pk")
    list(held.select_for_update(no_key=True).values_list("pk"))
    return wrong.filter(pk__in=keys).update(**{field: F("right")})
