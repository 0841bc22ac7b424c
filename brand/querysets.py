from __future__ import annotations

from typing import Any

from django.db.models import Exists, Q, QuerySet, Subquery
from django.utils import timezone

from brand.models import Announcement, Brand
from core.remembering import remembered


def current_brand() -> Brand:
    """The brand row, or its defaults before an administrator saved any."""
    announced = Exists(current_announcements())
    rows = Brand.objects.filter(pk=1).annotate(has_announcements=announced)
    return rows.first() or Brand(pk=1)


@remembered
def shown_brand() -> Brand:
    """For pages and mails: at most a second old, never to be saved."""
    return current_brand()


def offered_languages() -> tuple[str, ...]:
    return tuple(shown_brand().languages)


def current_announcements() -> QuerySet[Announcement]:
    now = timezone.now()
    is_left = Q(ends_at=None) | Q(ends_at__gt=now)
    return Announcement.objects.filter(is_left, begins_at__lte=now).order_by("-pk")


@remembered
def shown_announcements() -> list[Announcement]:
    """For pages; asks for nothing where there are none, as the brand's row says."""
    has_some = getattr(shown_brand(), "has_announcements", False)
    return list(current_announcements()) if has_some else []


def brand_mark() -> Any:
    """Is another once pages show another brand, or other announcements. One query."""
    now, announcements = timezone.now(), Announcement.objects.all()
    begun = announcements.filter(begins_at__lte=now).order_by("-begins_at")
    ended = announcements.filter(ends_at__lte=now).order_by("-ends_at")
    return (
        Brand.objects.filter(pk=1)
        .values_list(
            "updated_at",
            Subquery(begun.values("begins_at")[:1]),
            Subquery(ended.values("ends_at")[:1]),
        )
        .first()
    )
