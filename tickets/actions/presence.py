"""Who has a ticket open. It is told all the time, so no Event speaks of it."""

from __future__ import annotations

from accounts.models import User
from activity.actions import now
from tickets.models import Presence, Ticket


def be_present(ticket: Ticket, *, state: str, by: User) -> None:
    """One statement, for it comes from every open page every few seconds."""
    Presence.objects.bulk_create(
        [Presence(ticket=ticket, person=by, state=state, seen_at=now())],
        update_conflicts=True,
        unique_fields=["ticket", "person"],
        update_fields=["state", "seen_at"],
    )


def leave(ticket: Ticket, *, by: User) -> bool:
    gone, _rows = Presence.objects.filter(ticket=ticket, person=by).delete()
    return bool(gone)
