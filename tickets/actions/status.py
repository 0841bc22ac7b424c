"""Verbs of the life of a ticket. Each says whether it changed anything."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from activity.actions import record
from activity.events import EventType
from tickets import events
from tickets.actions.outdated import refuse_outdated
from tickets.actions.rows import enter, lock, save
from tickets.models import UNSOLVED, Ticket
from tickets.permissions import may_reopen

Status = Ticket.Status


@transaction.atomic
def solve_ticket(ticket: Ticket, *, by: User, seen: int | None = None) -> bool:
    """`seen` as of a reply: Outdated where messages came since."""
    lock(ticket)
    refuse_outdated(ticket, seen)
    if ticket.status not in UNSOLVED:
        return False
    return _go(ticket, Status.SOLVED, events.TicketSolved, by)


@transaction.atomic
def reopen_ticket(ticket: Ticket, *, by: User) -> bool:
    """A solved ticket, or one closed for no longer than its team allows."""
    lock(ticket)
    if not may_reopen(ticket):
        return False
    return _go(ticket, Status.OPEN, events.TicketReopened, by)


@transaction.atomic
def mark_open(ticket: Ticket, *, by: User) -> bool:
    """We owe an answer."""
    return _wait(ticket, Status.OPEN, by)


@transaction.atomic
def mark_pending(ticket: Ticket, *, by: User) -> bool:
    """The customer owes one."""
    return _wait(ticket, Status.PENDING, by)


@transaction.atomic
def put_on_hold(ticket: Ticket, *, by: User) -> bool:
    """A third party owes one."""
    return _wait(ticket, Status.ON_HOLD, by)


@transaction.atomic
def close_ticket(ticket: Ticket, *, by: User | None) -> bool:
    """Lock what is solved. `by` None: time did it."""
    lock(ticket)
    if ticket.status != Status.SOLVED:
        return False
    return _go(ticket, Status.CLOSED, events.TicketClosed, by)


def _wait(ticket: Ticket, status: str, by: User) -> bool:
    lock(ticket)
    if ticket.status not in UNSOLVED or ticket.status == status:
        return False
    return _go(ticket, status, events.StatusChanged, by)


def _go(
    ticket: Ticket, status: str, event_type: type[EventType], by: User | None
) -> bool:
    before = ticket.status
    save(ticket, *enter(ticket, status))
    record(event_type, ticket, by=by, data={"from": before, "to": ticket.status})
    return True
