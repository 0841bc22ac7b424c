"""How generated rows reach the database: many at once, counted, told to nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models

from accounts.models import User
from activity.events import EventType
from activity.models import Event
from helpdesk.generating.texts import Writer
from search.actions import reindex

Row = TypeVar("Row", bound=models.Model)

# things of one transaction, with all that hangs on them
CHUNK = 500
YEARS = timedelta(days=730)


@dataclass
class Run:
    """One call of `generate`: its dice, its clock, and how many rows it wrote."""

    rng: Random
    writer: Writer
    until: datetime
    progress: Callable[[int], object]
    rows: int = 0

    def insert(self, rows: Sequence[Row]) -> list[Row]:
        if not rows:
            return []
        self.rows += len(rows)
        return type(rows[0])._default_manager.bulk_create(rows)

    def index(self, rows: Sequence[models.Model]) -> None:
        """The rows bear what `Searchable.for_index` would have fetched."""
        self.rows += len(rows)
        reindex(rows)

    def uuid(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def moments(self, count: int) -> Iterator[datetime]:
        """Two years up to the end of the run, evenly, in order."""
        for number in range(count):
            yield self.until - YEARS * (1 - (number + self.rng.random()) / count)

    def later(self, moment: datetime, *, hours: float) -> datetime:
        """Some time after: `hours` on average, never beyond the end of the run."""
        gap = timedelta(hours=self.rng.expovariate(1 / hours))
        return min(moment + gap, self.until)


def chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def event(
    event_type: type[EventType],
    target: models.Model,
    *,
    by: User | None,
    at: datetime,
    related: models.Model | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    """The row that `record` would have written then."""
    row = Event(
        verb=event_type.verb,
        actor_id=by.pk if by else None,
        target_type=ContentType.objects.get_for_model(target),
        target_id=target.pk,
        audience=event_type.audience,
        data=data or {},
        created_at=at,
    )
    if related is not None:
        row.related_type = ContentType.objects.get_for_model(related)
        row.related_id = related.pk
    return row
