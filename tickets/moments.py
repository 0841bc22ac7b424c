"""Words for a span of time: “today”, “last 7 days”, “over 2 weeks ago”."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_date

Span = tuple[datetime | None, datetime | None]

_UNITS = {"hour": 1, "day": 24, "week": 168, "month": 730, "year": 8766}
_PAST = re.compile(r"(last|over) (\d{1,4}) (hour|day|week|month|year)s?( ago)?")
DAY = timedelta(days=1)


def is_span(text: str) -> bool:
    return text in ("today", "yesterday") or _read(text) is not None


def span_of(text: str) -> Span:
    """From (included) and to (excluded) in the zone of who asks; None is open."""
    today = start_of(timezone.localdate())
    if text == "today":
        return today, None
    if text == "yesterday":
        return today - DAY, today
    read = _read(text)
    if read is None:
        return None, None
    way, moment = read
    return (moment, None) if way == "last" else (None, moment)


def _read(text: str) -> tuple[str, datetime] | None:
    match = _PAST.fullmatch(text)
    if not match:
        return None
    way, count, unit, _ago = match.groups()
    try:
        gap = timedelta(hours=int(count) * _UNITS[unit])
        return way, timezone.now() - gap
    except OverflowError:
        return None


def day_of(text: str) -> date | None:
    """A day as browsers send it, within the years that every database knows."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and 1900 <= day.year <= 9000 else None


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
