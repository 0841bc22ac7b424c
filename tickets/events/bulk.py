"""The same to many tickets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from django.utils.translation import gettext_lazy as _

from activity.events import EventType, Hearer
from activity.models import Event
from tickets.models import BulkChange


class BulkChangeDone(EventType):
    verb = "bulk_change.done"
    audience = "staff"
    sentence = _("{target} is done")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        yield Hearer(cast(BulkChange, event.target).owner, "requester", mail=False)
