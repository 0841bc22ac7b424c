"""Putting a ticket away until a time. Each says whether it changed anything."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from activity.actions import now, record
from tickets import events
from tickets.actions.rows import lock, save
from tickets.models import UNSOLVED, Ticket


@transaction.atomic
def snooze_ticket(ticket: Ticket, *, until: datetime, by: User) -> bool:
    """Out of the queues of what is unsolved until then."""
    lock(ticket)
    if ticket.status not in UNSOLVED or ticket.snoozed_until == until or until <= now():
        return False
    ticket.snoozed_until = until
    save(ticket, "snoozed_until")
    record(events.TicketSnoozed, ticket, by=by, data={"until": until.isoformat()})
    return True


@transaction.atomic
def wake_ticket(ticket: Ticket, *, by: User | None) -> bool:
    """Back on top of the queues. `by` None: its time came."""
    lock(ticket)
    if ticket.snoozed_until is None or (by is None and ticket.is_snoozed):
        return False
    save(ticket, *end_snooze(ticket))
    record(events.TicketWoken, ticket, by=by)
    return True


def end_snooze(ticket: Ticket) -> list[str]:
    """What somebody waits for is awake; the changed fields."""
    ticket.snoozed_until = None
    return ["snoozed_until"]
