"""Messages that got a ticket of their own. One Event on each side."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from activity.events import Hearer
from activity.models import Event
from tickets.events.hearing import StaffEvent, TicketEvent, receipt, ticket_of


class TicketSplit(TicketEvent):
    """Of the new ticket. The other's number is staff's: it may be somebody else's."""

    verb = "ticket.split"
    mail = "tickets/split"
    opens_thread = True
    sentence = _("{actor} made {target} of messages from another one")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        if event.data["tell"]:
            yield receipt(ticket_of(event))


class SplitOff(StaffEvent):
    """Of the ticket that the messages came from."""

    verb = "ticket.split_off"
    sentence = _("{actor} split messages off into #{into}")
