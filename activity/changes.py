"""What changed lately, as keys: the feed that kept pages are forgotten by."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType

from activity.models import Event
from brand.models import Brand

# PostgreSQL hands out ids before a transaction ends: look back this far for late ones
LATE_SECONDS = 30.0


@dataclass
class Mark:
    """How far the feed was read."""

    brand: Any = None
    # events up to here are surely read
    floor: int = 0
    # those above it, with the moment each was read
    read: dict[int, float] = field(default_factory=dict)


def changes_since(mark: Mark | None) -> tuple[Mark, set[str]]:
    """Keys of what happened since the mark, and the next mark. Two queries."""
    brand = Brand.objects.filter(pk=1).values_list("updated_at", flat=True).first()
    if mark is None:
        newest = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
        # ids not yet visible may lie below the newest one
        return Mark(brand, floor=max((newest or 0) - 200, 0)), {"brand"}
    changed = {"brand"} if brand != mark.brand else set()
    mark.brand = brand
    for event in Event.objects.filter(pk__gt=mark.floor).order_by("pk"):
        if event.pk not in mark.read:
            mark.read[event.pk] = time.monotonic()
            changed |= keys_of(event)
    _raise_floor(mark)
    return mark, changed


def keys_of(event: Event) -> set[str]:
    """`kb`, `kb.article`, `kb.article:7` of target and related thing, and the verb."""
    keys = {event.verb}
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


def _raise_floor(mark: Mark) -> None:
    late = time.monotonic() - LATE_SECONDS
    settled = [pk for pk, moment in mark.read.items() if moment < late]
    if settled:
        mark.floor = max(settled)
        mark.read = {pk: moment for pk, moment in mark.read.items() if pk > mark.floor}
