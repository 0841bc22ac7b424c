"""Tickets that have to do with each other."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tickets.events.hearing import StaffEvent


class TicketLinked(StaffEvent):
    verb = "ticket.linked"
    sentence = _("{actor} linked the ticket with #{other}")


class TicketUnlinked(StaffEvent):
    verb = "ticket.unlinked"
    sentence = _("{actor} took the link with #{other} away")
