"""Two tickets become one, and two again. One Event on each side."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from activity.events import Hearer
from activity.models import Event
from tickets.events.hearing import StaffEvent, TicketEvent, ticket_of
from tickets.models import Ticket


class TicketMerged(TicketEvent):
    """Of the ticket that went; its requester hears where she chose to tell her."""

    verb = "ticket.merged"
    mail = "tickets/merged"
    sentence = _("{actor} merged {target} into #{into}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        if event.data["tell"]:
            yield Hearer(ticket_of(event).requester, "requester", bell=False)

    @classmethod
    def thread_of(cls, event: Event) -> Ticket:
        return ticket_of(event).merged_into or ticket_of(event)


class TookIn(StaffEvent):
    verb = "ticket.took_in"
    sentence = _("{actor} merged #{merged} into {target}")


class UnmergedFrom(StaffEvent):
    """Of the ticket that came back."""

    verb = "ticket.unmerged_from"
    sentence = _("{actor} took {target} back out of #{into}")


class MergeUndone(StaffEvent):
    verb = "ticket.merge_undone"
    sentence = _("{actor} took #{merged} back out of {target}")
