"""Who works on a ticket, and how soon. Each says whether it changed anything."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import Team, User
from activity.actions import record
from tickets import events
from tickets.actions.rows import lock, save
from tickets.models import Ticket
from tickets.querysets import agents_of


@transaction.atomic
def assign(ticket: Ticket, *, to: User | None, by: User | None) -> bool:
    """ValueError where `to` does not work on this ticket. `by` None: a rule did it."""
    lock(ticket)
    before, after = ticket.assignee_id, to.pk if to else None
    if before == after:
        return False
    if to is not None and not agents_of(ticket).filter(pk=to.pk).exists():
        raise ValueError(f"{to.pk} does not work on ticket {ticket.pk}")
    ticket.assignee = to
    save(ticket, "assignee")
    record(events.TicketAssigned, ticket, by=by, data={"from": before, "to": after})
    return True


@transaction.atomic
def move_to_team(ticket: Ticket, *, team: Team | None, by: User | None) -> bool:
    """An assignee who does not work in a private team loses the ticket to it."""
    lock(ticket)
    before, after = ticket.team_id, team.pk if team else None
    if before == after:
        return False
    ticket.team = team
    data: dict[str, Any] = {"from": before, "to": after}
    assignee = ticket.assignee_id
    if assignee and not agents_of(ticket).filter(pk=assignee).exists():
        data["unassigned"], ticket.assignee = assignee, None
    save(ticket, "team", "assignee")
    record(events.TicketMoved, ticket, by=by, data=data)
    return True


@transaction.atomic
def set_priority(ticket: Ticket, *, priority: str, by: User | None) -> bool:
    lock(ticket)
    before = ticket.priority
    if before == priority:
        return False
    ticket.priority = Ticket.Priority(priority)
    save(ticket, "priority")
    data = {"from": before, "to": ticket.priority}
    record(events.PriorityChanged, ticket, by=by, data=data)
    return True


@transaction.atomic
def set_kind(ticket: Ticket, *, kind: str, by: User | None) -> bool:
    lock(ticket)
    before = ticket.kind
    if before == kind:
        return False
    ticket.kind = Ticket.Kind(kind)
    save(ticket, "kind")
    record(events.KindChanged, ticket, by=by, data={"from": before, "to": ticket.kind})
    return True
