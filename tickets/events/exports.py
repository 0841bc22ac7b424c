"""Tables of tickets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from django.utils.translation import gettext_lazy as _

from activity.events import EventType, Hearer
from activity.models import Event
from tickets.models import TicketExport


class ExportReady(EventType):
    verb = "ticket_export.ready"
    audience = "staff"
    sentence = _("{target} is ready to be downloaded")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        yield Hearer(cast(TicketExport, event.target).owner, "requester", mail=False)
