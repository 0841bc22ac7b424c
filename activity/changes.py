"""What changed lately, as keys: the feed that kept pages are forgotten by."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from activity.events import registry
from activity.models import Event
from brand.querysets import brand_mark

# PostgreSQL hands out ids before a transaction ends: look this long for late ones
LATE_SECONDS = 30.0
# ids that are looked for: more are missing only where a sequence jumped
GAPS_AT_MOST = 200


@dataclass
class Mark:
    """How far the feed was read.

    Only what is new is fetched: SQLite's driver hands the interpreter to another
    thread with every row, so that a few hundred rows cost all threads a quarter.
    """

    brand: Any = None
    newest: int = 0
    # ids below it that were not there, with the moment when they were missed
    gaps: dict[int, float] = field(default_factory=dict)

    def read(self, pks: list[int]) -> None:
        moment = time.monotonic()
        for pk in pks:
            self.gaps.pop(pk, None)
            for missing in range(max(self.newest + 1, pk - GAPS_AT_MOST), pk):
                self.gaps[missing] = moment
            self.newest = max(self.newest, pk)
        since = moment - LATE_SECONDS
        kept = [(pk, missed) for pk, missed in self.gaps.items() if missed > since]
        self.gaps = dict(kept[-GAPS_AT_MOST:])


def changes_since(mark: Mark | None) -> tuple[Mark, set[str]]:
    """Keys of what happened since the mark, and the next mark. Two queries."""
    brand = brand_mark()
    if mark is None:
        return _first_mark(brand), {"brand"}
    changed = {"brand"} if brand != mark.brand else set()
    mark.brand = brand
    unread = Q(pk__gt=mark.newest) | Q(pk__in=list(mark.gaps))
    happened = list(Event.objects.filter(unread).order_by("pk"))
    for event in happened:
        changed |= keys_of(event)
    mark.read([event.pk for event in happened])
    return mark, changed


def _first_mark(brand: Any) -> Mark:
    """What is there was seen; what is missing among the newest may still come."""
    newest = Event.objects.order_by("-pk").values_list("pk", flat=True)
    pks = sorted(newest[:GAPS_AT_MOST])
    mark = Mark(brand, newest=pks[0] - 1 if pks else 0)
    mark.read(pks)
    return mark


def keys_of(event: Event) -> set[str]:
    """`kb`, `kb.article`, `kb.article:7` of target and related thing, and the verb.

    And what its class says besides.
    """
    keys = {event.verb}
    if event_type := registry.get(event.verb):
        keys |= event_type.page_keys(event)
    sides = [
        (event.target_type_id, event.target_id),
        (event.related_type_id, event.related_id),
    ]
    for type_id, object_id in sides:
        if type_id is not None:
            kind = ContentType.objects.get_for_id(type_id)
            name = f"{kind.app_label}.{kind.model}"
            keys |= {kind.app_label, name, f"{name}:{object_id}"}
    return keys
