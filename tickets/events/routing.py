"""Whose work it is, and of what sort."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tickets.events.hearing import (
    StaffEvent,
)


class TicketMoved(StaffEvent):
    verb = "ticket.moved"
    sentence = _("{actor} moved the ticket from {from} to {to}")


class PriorityChanged(StaffEvent):
    verb = "ticket.priority_changed"
    sentence = _("{actor} changed the priority from {from} to {to}")


class KindChanged(StaffEvent):
    verb = "ticket.kind_changed"
    sentence = _("{actor} changed the type from {from} to {to}")


class TagsChanged(StaffEvent):
    verb = "ticket.tags_changed"
    sentence = _("{actor} changed the tags: {changes}")
