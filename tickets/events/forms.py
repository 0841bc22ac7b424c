"""What kinds of requests ask for, and what was filled in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from activity.events import EventType
from tickets.events.hearing import StaffEvent


class FormChanged(EventType):
    verb = "ticket_form.changed"
    audience = "staff"
    sentence = _("{actor} changed the ticket form {target}")


class FormRetired(EventType):
    verb = "ticket_form.retired"
    audience = "staff"
    sentence = _("{actor} withdrew the ticket form {target}")


class DetailsChanged(StaffEvent):
    verb = "ticket.details_changed"
    sentence = _("{actor} changed the details: {changes}")
