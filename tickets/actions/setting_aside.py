"""Spam and trash, and back to where it was. Each says whether it changed anything."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from activity.actions import now, record
from activity.events import EventType
from notifications.models import OutgoingEmail
from search import actions as search
from tickets import events
from tickets.actions.rows import lock, save
from tickets.models import Ticket

Status = Ticket.Status


@transaction.atomic
def mark_spam(ticket: Ticket, *, by: User | None) -> bool:
    lock(ticket)
    if ticket.status in (Status.SPAM, Status.TRASH):
        return False
    return _set_aside(ticket, Status.SPAM, events.MarkedSpam, by)


@transaction.atomic
def unmark_spam(ticket: Ticket, *, by: User) -> bool:
    lock(ticket)
    if ticket.status != Status.SPAM:
        return False
    return _bring_back(ticket, events.UnmarkedSpam, by)


@transaction.atomic
def trash_ticket(ticket: Ticket, *, by: User) -> bool:
    """Spam goes there too; `restore_ticket` brings both back to work."""
    lock(ticket)
    if ticket.status == Status.TRASH:
        return False
    return _set_aside(ticket, Status.TRASH, events.TicketTrashed, by)


@transaction.atomic
def restore_ticket(ticket: Ticket, *, by: User) -> bool:
    lock(ticket)
    if ticket.status != Status.TRASH:
        return False
    return _bring_back(ticket, events.TicketRestored, by)


@transaction.atomic
def delete_ticket(ticket: Ticket, *, by: User | None) -> bool:
    """For good, with messages, files, links and the text of mails; out of the trash."""
    lock(ticket)
    if ticket.status != Status.TRASH:
        return False
    record(events.TicketDeleted, ticket, by=by)
    for row in (ticket, *ticket.messages.all()):
        search.remove(row)
    for each in (ticket, *ticket.merged_tickets.all()):
        OutgoingEmail.objects.about(each).update(subject="", text="", html="")
    ticket.delete()
    return True


def _set_aside(
    ticket: Ticket, status: str, event_type: type[EventType], by: User | None
) -> bool:
    before = ticket.status
    if before not in (Status.SPAM, Status.TRASH):
        ticket.status_before = before
    ticket.status = status
    ticket.trashed_at = now() if status == Status.TRASH else None
    save(ticket, "status", "status_before", "trashed_at")
    record(event_type, ticket, by=by, data={"from": before, "to": status})
    return True


def _bring_back(ticket: Ticket, event_type: type[EventType], by: User) -> bool:
    before, after = ticket.status, ticket.status_before
    ticket.status, ticket.trashed_at = after, None
    ticket.status_before = Status.NEW if after == Status.HELD else ""
    save(ticket, "status", "status_before", "trashed_at")
    record(event_type, ticket, by=by, data={"from": before, "to": after})
    return True
