"""Who is answering a ticket just now."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tickets.events.hearing import (
    StaffEvent,
)


class TicketClaimed(StaffEvent):
    verb = "ticket.claimed"
    sentence = _("{actor} claimed the ticket for ten minutes")


class TicketReleased(StaffEvent):
    verb = "ticket.released"
    sentence = _("{actor} released the ticket")
