"""What was put down wrongly when a ticket came."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from activity.events import Hearer
from activity.models import Event
from tickets.events.hearing import TicketEvent, ticket_of


class SubjectChanged(TicketEvent):
    verb = "ticket.subject_changed"
    sentence = _("{actor} changed the subject")


class RequesterChanged(TicketEvent):
    """The new one is told as by a receipt: the number and a link, none of the words."""

    verb = "ticket.requester_changed"
    mail = "tickets/requester_changed"
    sentence = _("{actor} changed the requester from {from} to {to}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        yield Hearer(ticket_of(event).requester, "requester", bell=False)
