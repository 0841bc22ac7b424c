"""What every action on a ticket does to its row."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from activity.actions import now
from tickets.models import VALUE_LENGTH, Ticket, TicketDetail


class MergedError(PermissionDenied):
    """The ticket went into another: what was meant for it is not done to that one."""


def lock(ticket: Ticket) -> None:
    """Bring the row up to date and hold it until the caller's transaction ends."""
    hold(ticket)
    if ticket.merged_into_id:
        raise MergedError


def hold(ticket: Ticket) -> None:
    """The same, of a ticket that may have been merged."""
    rows = Ticket.objects.select_for_update(no_key=True)
    ticket.refresh_from_db(from_queryset=rows)


def lock_standing(ticket: Ticket) -> Ticket:
    """The same, or of the ticket that it was merged into while somebody wrote.

    The one that went is asked without holding it, lest undo waits for us and we for it.
    """
    ticket.refresh_from_db(fields=["merged_into"])
    while ticket.merged_into:
        ticket = ticket.merged_into
        ticket.refresh_from_db(fields=["merged_into"])
    hold(ticket)
    return lock_standing(ticket.merged_into) if ticket.merged_into else ticket


def save(ticket: Ticket, *fields: str) -> None:
    """Save what an action changed, as the ticket's last activity."""
    ticket.updated_at = now()
    ticket.save(update_fields=[*fields, "updated_at"])
    if "custom" in fields:
        list_details(ticket)


def list_details(ticket: Ticket) -> None:
    """Where the queue looks them up, in step with the ticket's own."""
    pairs = ticket.custom.items()
    short = {(key, held) for key, held in pairs if 0 < len(held) <= VALUE_LENGTH}
    listed = set(ticket.details.values_list("key", "value"))
    gone = [key for key, _value in listed - short]
    ticket.details.filter(key__in=gone).delete()
    new = [
        TicketDetail(ticket=ticket, key=key, value=value)
        for key, value in sorted(short - listed)
    ]
    TicketDetail.objects.bulk_create(new)


def enter(ticket: Ticket, status: str) -> list[str]:
    """Put a working status with the moments that belong to it; the changed fields."""
    moment = now()
    finished = status in (Ticket.Status.SOLVED, Ticket.Status.CLOSED)
    ticket.status = status
    ticket.solved_at = (ticket.solved_at or moment) if finished else None
    ticket.closed_at = moment if status == Ticket.Status.CLOSED else None
    ticket.snoozed_until = None if finished else ticket.snoozed_until
    return ["status", "solved_at", "closed_at", "snoozed_until"]
