"""Tickets of visitors that wait for an agent's look before anybody is told."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from accounts.models import Team, User
from activity.actions import record
from search.actions import remember_reading
from tickets import events
from tickets.actions.rows import lock, save
from tickets.actions.writing import Files, create, write
from tickets.models import Ticket, TicketForm

Status = Ticket.Status


@transaction.atomic
def hold_ticket(
    *,
    requester: User,
    subject: str,
    body: str,
    channel: str = Ticket.Channel.WEB,
    client_key: UUID | None = None,
    team: Team | None = None,
    form: TicketForm | None = None,
    custom: dict[str, str] | None = None,
    files: Files = (),
    read: Iterable[Model] = (),
) -> Ticket:
    """As `open_ticket` for a visitor, but agents alone see it and nobody is told."""
    fields = {
        "subject": subject,
        "channel": channel,
        "team": team,
        "form": form,
        "custom": custom or {},
        "status": Status.HELD,
        "status_before": Status.NEW,
    }
    ticket, is_new = create(requester, client_key, fields)
    if is_new:
        key = ticket.client_key
        message = write(ticket, requester, body, files, key=key, channel=channel)
        remember_reading(ticket, read)
        record(events.TicketHeld, ticket, by=None, related=message)
    return ticket


@transaction.atomic
def let_ticket_in(ticket: Ticket, *, by: User) -> bool:
    """It opens now, for everybody who would have heard of it at first.

    Two things happen, and are told to different people: that it was opened, and who
    let it in.
    """
    lock(ticket)
    if ticket.status != Status.HELD:
        return False
    ticket.status, ticket.status_before = Status.NEW, ""
    save(ticket, "status", "status_before")
    record(events.TicketLetIn, ticket, by=by)
    first = ticket.messages.get(number=1)
    record(events.TicketOpened, ticket, by=None, related=first)
    return True
