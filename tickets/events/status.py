"""How far a ticket is."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from activity.events import Hearer
from activity.models import Event
from tickets.events.hearing import (
    TicketEvent,
    followers,
    ticket_of,
)


class TicketSolved(TicketEvent):
    verb = "ticket.solved"
    mail = "tickets/solved"
    sentence = _("{actor} solved {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        yield Hearer(ticket_of(event).requester, "requester", bell=False)


class TicketReopened(TicketEvent):
    verb = "ticket.reopened"
    mail = "tickets/reopened"
    sentence = _("{actor} reopened {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        ticket = ticket_of(event)
        if ticket.assignee:
            yield Hearer(ticket.assignee, "assignee")
        yield from followers(ticket, bell=False)


class StatusChanged(TicketEvent):
    verb = "ticket.status_changed"
    sentence = _("{actor} changed the status from {from} to {to}")


class TicketClosed(TicketEvent):
    verb = "ticket.closed"
    sentence = _("The ticket was closed")
