"""The rows that a token leads to."""

from __future__ import annotations

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from ninja.errors import HttpError

from accounts.api import ApiRequest
from accounts.models import ApiToken
from tickets.api.shapes import TicketOut, WorkedTicketOut
from tickets.leading import ticket_or_survivor
from tickets.models import Ticket, TicketMessage
from tickets.permissions import can_work_on
from tickets.querysets import TicketMessageQuerySet
from tickets.queues import Queue, queue_at

Scope = ApiToken.Scope


def ticket_seen(request: ApiRequest, number: int) -> Ticket:
    """The one that stands, where this one was merged: its number says so."""
    rows = Ticket.objects.visible_to(request.user).for_detail()
    return ticket_or_survivor(rows, number)


def ticket_worked_on(request: ApiRequest, number: int) -> Ticket:
    rows = Ticket.objects.worked_on_by(request.user).for_detail()
    return get_object_or_404(rows, pk=number)


def messages_read(request: ApiRequest) -> TicketMessageQuerySet:
    """Notes need the right and the scope."""
    rows = TicketMessage.objects.visible_to(request.user)
    return rows if Scope.PRIVATE in request.auth.scopes else rows.public()


def messages_seen(request: ApiRequest, ticket: Ticket) -> TicketMessageQuerySet:
    return messages_read(request).filter(ticket=ticket)


def queue_read(request: ApiRequest, query: QueryDict) -> Queue:
    """What a queue holds; words are looked for in notes as well, and need the scope."""
    queue = queue_at(query, request.user)
    if "q" in queue.filters and Scope.PRIVATE not in request.auth.scopes:
        raise HttpError(
            403, "Words are looked for in notes: this token lacks: private."
        )
    return queue


def shown(request: ApiRequest, ticket: Ticket) -> TicketOut:
    """As much of a ticket as she may know who asks."""
    shape = WorkedTicketOut if can_work_on(request.user, ticket) else TicketOut
    return shape.from_orm(ticket)


def shown_again(request: ApiRequest, number: int) -> TicketOut | None:
    """After something was done to it; None where that took it out of her sight."""
    rows = Ticket.objects.visible_to(request.user).for_detail()
    ticket = rows.filter(pk=number).first()
    return shown(request, ticket) if ticket else None
