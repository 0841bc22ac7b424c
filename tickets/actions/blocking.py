"""Senders of spam. Each says whether it changed anything."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from activity.actions import now, record
from tickets import events
from tickets.actions.holding import hold_ticket
from tickets.actions.setting_aside import mark_spam
from tickets.models import Ticket
from tickets.permissions import can_block


@transaction.atomic
def block_sender(person: User, *, by: User, of: Ticket | None = None) -> bool:
    """What she opens is spam from then on, and she writes on nothing."""
    if not _set(person, now()):
        return False
    record(events.SenderBlocked, person, by=by, related=of)
    return True


def block_sender_of(ticket: Ticket, *, by: User) -> bool:
    """A visitor may have named one of ours as its requester: she stays."""
    person = ticket.requester
    return can_block(by, person) and block_sender(person, by=by, of=ticket)


@transaction.atomic
def unblock_sender(person: User, *, by: User) -> bool:
    """What was taken for spam meanwhile stays there."""
    if not _set(person, None):
        return False
    record(events.SenderUnblocked, person, by=by)
    return True


@transaction.atomic
def take_as_spam(**given: Any) -> Ticket:
    """A new ticket of a blocked sender: nobody is told, and she sees what all see.

    An agent who says that it is no spam finds it held, and may let it in.
    """
    ticket = hold_ticket(**given)
    mark_spam(ticket, by=None)
    return ticket


def _set(person: User, blocked_at: datetime | None) -> bool:
    rows = User.objects.filter(pk=person.pk, blocked_at__isnull=blocked_at is not None)
    changed = rows.update(blocked_at=blocked_at)
    person.refresh_from_db(fields=["blocked_at"])
    return bool(changed)
