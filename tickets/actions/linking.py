"""Saying that two tickets have to do with each other.

Each says whether it changed anything. It moves neither in the queue.
"""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from activity.actions import record
from tickets import events
from tickets.actions.rows import lock
from tickets.models import Ticket, TicketLink


@transaction.atomic
def link_tickets(source: Ticket, target: Ticket, *, kind: str, by: User) -> bool:
    """A pair has one link; another kind takes the place of the earlier."""
    _lock(source, target)
    if source.pk == target.pk:
        return False
    link = TicketLink.objects.of(source).of(target).first() or TicketLink()
    is_same_way = kind == TicketLink.Kind.RELATED or link.source_id == source.pk
    if link.kind == kind and is_same_way:
        return False
    link.kind, link.source, link.target = kind, source, target
    link.save()
    data = {"other": target.pk, "kind": kind}
    record(events.TicketLinked, source, by=by, data=data)
    return True


@transaction.atomic
def unlink_tickets(ticket: Ticket, other: Ticket, *, by: User) -> bool:
    _lock(ticket, other)
    deleted, _rows = TicketLink.objects.of(ticket).of(other).delete()
    if not deleted:
        return False
    record(events.TicketUnlinked, ticket, by=by, data={"other": other.pk})
    return True


def _lock(*tickets: Ticket) -> None:
    """In the order of their numbers, lest two wait for each other."""
    for ticket in sorted(tickets, key=lambda each: each.pk):
        lock(ticket)
