"""Who else has a ticket open."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import User
from tickets.models import Presence, Ticket
from tickets.querysets import PresenceQuerySet


def company(ticket: Ticket, viewer: User) -> list[Presence]:
    """Costs one query, and none where the ticket's row says that nobody is there."""
    if not getattr(ticket, "has_company", True):
        return []
    return list(ticket.presences.current().besides(viewer).for_display())


def company_of(tickets: Iterable[Ticket], viewer: User) -> PresenceQuerySet:
    """Of all the rows of a list, in one query."""
    rows = Presence.objects.current().besides(viewer).for_display()
    return rows.filter(ticket__in=[ticket.pk for ticket in tickets])
