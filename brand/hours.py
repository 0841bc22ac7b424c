"""Office hours: when the house is staffed, and clocks that run only then."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

from brand.querysets import shown_brand

# a year without an opening: a house that never opens
DAYS_LOOKED = 366
A_DAY = timedelta(days=1)
END_OF_TIME = datetime.max.replace(tzinfo=UTC)

logger = logging.getLogger(__name__)
Span = tuple[datetime, datetime]


def is_open(at: datetime) -> bool:
    return office_hours().is_open(at)


def opens_at(at: datetime) -> datetime | None:
    """When it is open again; None where it is open at that moment."""
    hours = office_hours()
    return None if hours.is_open(at) else hours.due_at(at, 0)


def due_at(start: datetime, hours: float) -> datetime:
    """When so many open hours have passed since `start`."""
    return office_hours().due_at(start, hours)


def worked_between(start: datetime, end: datetime) -> timedelta:
    """How much open time lies between the two."""
    return office_hours().worked_between(start, end)


def office_hours() -> Hours:
    brand = shown_brand()
    week = [times and (_time(times[0]), _time(times[1])) for times in brand.open_week]
    zone = ZoneInfo(brand.time_zone)
    return Hours(tuple(week), zone, brand.holidays_country, brand.holidays_region)


@dataclass(frozen=True)
class Hours:
    """A week, Monday first: opening and closing time of each day, None where closed.

    What closes at 0:00 does so at the end of its day. A house that never opens has no
    hours to wait for: its clock runs all the time.
    """

    week: tuple[tuple[time, time] | None, ...]
    zone: ZoneInfo
    holidays_country: str = ""
    holidays_region: str = ""

    def is_open(self, at: datetime) -> bool:
        opens, _closes = next(self._spans(at))
        return opens <= at

    def due_at(self, start: datetime, hours: float) -> datetime:
        left = timedelta(hours=hours)
        for opens, closes in self._spans(start):
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise OverflowError("the end of time")

    def worked_between(self, start: datetime, end: datetime) -> timedelta:
        worked = timedelta()
        for opens, closes in self._spans(start):
            if opens >= end:
                break
            worked += min(closes, end) - opens
        return worked

    def _spans(self, since: datetime) -> Iterator[Span]:
        """What is open from a moment on, in order; where nothing is, all that follows.

        In UTC: between two times of one zone Python counts what the clock shows.
        """
        day, since, looked = (
            since.astimezone(self.zone).date(),
            since.astimezone(UTC),
            0,
        )
        while looked < DAYS_LOOKED:
            opens, closes = self._opening(day) or (since, since)
            begins = max(opens, since)
            if closes > begins:
                yield begins, closes
                since, looked = closes, 0
            day, looked = day + A_DAY, looked + 1
        yield since, END_OF_TIME

    def _opening(self, day: date) -> Span | None:
        times = self.week[day.weekday()]
        if times is None or day in self._days_off(day.year):
            return None
        opens, closes = times
        last = day + A_DAY if closes == time.min else day
        return self._moment(day, opens), self._moment(last, closes)

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)

    def _days_off(self, year: int) -> frozenset[date]:
        if not self.holidays_country:
            return frozenset()
        return days_off(self.holidays_country, self.holidays_region, year)


@lru_cache(maxsize=64)
def days_off(country: str, region: str, year: int) -> frozenset[date]:
    """Frozen: the package's own set fills itself while it is asked, in any thread."""
    try:
        found = country_holidays(country, subdiv=region or None, years=year)
    except NotImplementedError:  # it knew the region once: a clock must not stop
        logger.warning("Nobody knows the holidays of %s %s", country, region)
        return frozenset()
    return frozenset(found)


def _time(text: str) -> time:
    return time.fromisoformat(text)
