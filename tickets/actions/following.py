"""Following a ticket as an agent. Each says whether it changed anything.

It is hers alone and leaves no trace on the ticket.
"""

from __future__ import annotations

from accounts.models import User
from notifications.actions import unwatch, watch
from tickets.models import Ticket


def follow_ticket(ticket: Ticket, *, by: User) -> bool:
    return watch(ticket, person=by)


def unfollow_ticket(ticket: Ticket, *, by: User) -> bool:
    return unwatch(ticket, person=by)
