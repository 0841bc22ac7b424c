"""What looked like spam, and was looked at."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tickets.events.hearing import StaffEvent


class TicketHeld(StaffEvent):
    """Nobody hears of it: whoever sends a thousand would have us mail a thousand."""

    verb = "ticket.held"
    sentence = _("The ticket was held: it looked like spam")


class TicketLetIn(StaffEvent):
    verb = "ticket.let_in"
    sentence = _("{actor} let the ticket in")
