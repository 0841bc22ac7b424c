"""Who takes part."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activity.events import Hearer
from activity.models import Event
from tickets.events.hearing import (
    TicketEvent,
    ticket_of,
)


class CcAdded(TicketEvent):
    verb = "ticket.cc_added"
    sentence = _("{actor} added {person}")


class CcRemoved(TicketEvent):
    verb = "ticket.cc_removed"
    sentence = _("{actor} removed {person}")


class LinkRequested(TicketEvent):
    """The holder of a link that ran out asked for a new one."""

    verb = "ticket.link_requested"
    mail = "tickets/link_requested"

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        for person in User.objects.present().filter(pk=event.data["person"]):
            is_hers = person == ticket_of(event).requester
            reason = "requester" if is_hers else "cc"
            yield Hearer(person, reason, bell=False)
