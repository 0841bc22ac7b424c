"""The votes of a week, which topics are sorted by."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count

from activity.actions import now
from forums.models import MeToo, Topic

WEEK = timedelta(days=7)


def count_weekly_votes() -> int:
    """Counted anew from the rows; how many topics have another number now."""
    lately = MeToo.objects.filter(created_at__gt=now() - WEEK)
    counted = lately.values("topic").annotate(count=Count("pk")).order_by()
    counts = dict(counted.values_list("topic", "count"))
    stored = dict(
        Topic.objects.filter(weekly_me_toos__gt=0).values_list("pk", "weekly_me_toos")
    )
    other = [
        Topic(pk=pk, weekly_me_toos=counts.get(pk, 0))
        for pk in sorted(counts.keys() | stored.keys())
        if counts.get(pk, 0) != stored.get(pk, 0)
    ]
    Topic.objects.bulk_update(other, ["weekly_me_toos"], batch_size=200)
    return len(other)
