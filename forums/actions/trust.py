"""Levels of trust, from what stands in the forums: the same queries for any number."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from accounts.models import TrustLevel, User
from forums.models import Post, Report, Sanction
from forums.trust import NEEDS, Needs


@transaction.atomic
def earn_trust() -> int:
    """Everybody one level down where she has it no more, then up; how many moved."""
    moved = 0
    for level in sorted(NEEDS, reverse=True):
        lost = User.objects.filter(trust_level=level).exclude(pk__in=_having(level))
        moved += lost.update(trust_level=level - 1)
    for level in sorted(NEEDS):
        won = User.objects.filter(trust_level=level - 1, pk__in=_having(level))
        moved += won.update(trust_level=level)
    return moved


def _having(level: TrustLevel) -> QuerySet[User, int]:
    """Keys of the people who have what a level takes."""
    needs = NEEDS[level]
    people = User.objects.present().filter(
        joined_at__lte=timezone.now() - timedelta(days=needs.days),
        pk__in=_writers(needs),
    )
    if needs.is_blameless:
        blamed = Report.objects.filter(state=Report.State.ACCEPTED)
        people = people.exclude(pk__in=blamed.values("post__author")).exclude(
            pk__in=Sanction.objects.filter(lifted_at=None).values("person")
        )
    return people.values_list("pk", flat=True)


def _writers(needs: Needs) -> QuerySet[Post, int]:
    """Keys of those whose posts are enough; an answer to oneself is no help."""
    is_answer = Q(accepted_at__isnull=False) & ~Q(topic__author=F("author"))
    return (
        Post.objects.published()
        .filter(topic__visibility="published")
        .order_by()
        .values("author")
        .annotate(
            written=Count("pk"),
            solved=Count("pk", filter=is_answer),
            thanks=Sum("like_count") + F("solved"),
        )
        .filter(
            written__gte=needs.posts,
            solved__gte=needs.answers,
            thanks__gte=needs.thanks,
        )
        .values_list("author", flat=True)
    )
