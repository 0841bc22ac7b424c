"""Spam and trash."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tickets.events.hearing import (
    StaffEvent,
)


class MarkedSpam(StaffEvent):
    verb = "ticket.marked_spam"
    sentence = _("{actor} marked the ticket as spam")


class UnmarkedSpam(StaffEvent):
    verb = "ticket.unmarked_spam"
    sentence = _("{actor} said that the ticket is no spam")


class TicketTrashed(StaffEvent):
    verb = "ticket.trashed"
    sentence = _("{actor} moved the ticket to the trash")


class TicketRestored(StaffEvent):
    verb = "ticket.restored"
    sentence = _("{actor} took the ticket out of the trash")


class TicketDeleted(StaffEvent):
    verb = "ticket.deleted"
    sentence = _("{actor} deleted the ticket for good")
