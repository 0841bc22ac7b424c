"""Saying that one is answering a ticket. Each says whether the claim changed hands.

A claim keeps nobody out and moves nothing in the queue: it is a word to the others.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from accounts.models import User
from activity.actions import now, record
from tickets import events
from tickets.actions.rows import lock
from tickets.models import Ticket

LASTS = timedelta(minutes=10)


@transaction.atomic
def claim_ticket(ticket: Ticket, *, by: User) -> bool:
    """Hers for ten minutes from now, whoever had it."""
    lock(ticket)
    is_hers = ticket.is_claimed and ticket.claimed_by_id == by.pk
    ticket.claimed_by, ticket.claimed_until = by, now() + LASTS
    ticket.save(update_fields=["claimed_by", "claimed_until"])
    if is_hers:
        return False
    record(events.TicketClaimed, ticket, by=by)
    return True


@transaction.atomic
def release_ticket(ticket: Ticket, *, by: User) -> bool:
    """Her own claim alone: another's may be taken over, not dropped."""
    lock(ticket)
    if not ticket.is_claimed or ticket.claimed_by_id != by.pk:
        return False
    ticket.claimed_by = ticket.claimed_until = None
    ticket.save(update_fields=["claimed_by", "claimed_until"])
    record(events.TicketReleased, ticket, by=by)
    return True


def end_claim(ticket: Ticket, by: User) -> list[str]:
    """What she answers needs no claim of hers any more; the changed fields."""
    if ticket.claimed_by_id != by.pk:
        return []
    ticket.claimed_by = ticket.claimed_until = None
    return ["claimed_by", "claimed_until"]
