"""Put away until a time, and back."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from activity.events import Hearer
from activity.models import Event
from tickets.events.hearing import StaffEvent, ticket_of


class TicketSnoozed(StaffEvent):
    verb = "ticket.snoozed"
    sentence = _("{actor} snoozed the ticket until {until}")


class TicketWoken(StaffEvent):
    verb = "ticket.woken"
    sentence = _("{actor} woke {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        if assignee := ticket_of(event).assignee:
            yield Hearer(assignee, "assignee", mail=False)
