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


class SubjectRedacted(TicketEvent):
    verb = "ticket.subject_redacted"
    sentence = _("{actor} redacted the subject")


class RatingRedacted(StaffEvent):
    verb = "ticket.rating_redacted"
    sentence = _("{actor} redacted the comment of the rating")


class DetailsRedacted(TicketEvent):
    """The keys of the fields are `changed`."""

    verb = "ticket.details_redacted"
    sentence = _("{actor} redacted the details: {changes}")
