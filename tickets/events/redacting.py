"""What was said or sent, and may be read by nobody any more."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tickets.events.hearing import StaffEvent, TicketEvent


class MessageRedacted(TicketEvent):
    """Its text, or one of its files: `what` says which."""

    verb = "ticket.redacted"
    sentence = _("{actor} redacted {what} of a message")


class NoteRedacted(StaffEvent):
    verb = "ticket.note_redacted"
    sentence = _("{actor} redacted {what} of a private note")
