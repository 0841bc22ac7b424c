"""Tickets: the list, one, a new one."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router
from ninja.errors import HttpError
from ninja.responses import Status

from accounts.actions import find_or_create_guest
from accounts.api import ApiRequest, Token, TooManyError
from core.answering import require
from core.api import InvalidError, cleaned, files_of, once_key, page_of
from tickets.actions import open_ticket
from tickets.actions.blocking import take_as_spam
from tickets.api.details import cleaned_details, typed
from tickets.api.finding import (
    Scope,
    queue_read,
    shown,
    shown_again,
    ticket_seen,
)
from tickets.api.messages import has_files
from tickets.api.shapes import (
    NumberOut,
    Seen,
    SeenOrNumber,
    TagsOut,
    TicketIn,
    TicketOut,
    TicketsOut,
    WorkedTicketOut,
)
from tickets.finding import tickets_found
from tickets.forms.desk import OpenTicketForm
from tickets.forms.portal import NewTicketForm, SearchForm
from tickets.limits import wait_for
from tickets.models import Tag, Ticket
from tickets.queues import REPLIED, order_of

router = Router(tags=["Tickets"])
read, write = Token(Scope.READ_TICKETS), Token(Scope.WRITE_TICKETS)


@router.get(
    "/tickets",
    auth=read,
    response=TicketsOut,
    url_name="tickets",
    summary="List tickets",
)
def tickets(
    request: ApiRequest,
    limit: int = Query(25, ge=1, le=100),
    status: str = "",
    q: str = "",
) -> dict[str, Any]:
    """Agents: the queue with its filters (`view q status priority kind channel team
    assignee requester organization tag created updated solved due snoozed`, several
    values by commas; `sort`). Words look through private notes as well: `q` needs the
    scope `private`. Others: what they see in the portal, maybe of one
    `status`, and what is found by words or a number (`q`).

    Pages by key: follow `next` until it is null.
    """
    if request.user.is_agent:
        queue = queue_read(request, request.GET)
        rows, order = queue.rows(request.user), queue.order
    else:
        rows, order = Ticket.objects.visible_to(request.user), order_of(REPLIED)
        if status and status not in Ticket.Status.values:
            raise InvalidError({"status": ["There is no such status."]})
        rows = rows.filter(status=status) if status else rows
        if text := cleaned(SearchForm({"q": q}))["q"]:
            rows = rows.filter(pk__in=tickets_found(text, request.user))
    page = page_of(request, rows.for_list(), order=order, limit=limit)
    shape = WorkedTicketOut if request.user.is_agent else TicketOut
    return page | {"items": [shape.from_orm(each) for each in page["items"]]}


@router.get(
    "/tags", auth=read, response=TagsOut, url_name="all-tags", summary="Tags in use"
)
def all_tags(
    request: ApiRequest, limit: int = Query(100, ge=1, le=200)
) -> dict[str, Any]:
    """For agents, by name."""
    require(request.user.is_agent)
    page = page_of(request, Tag.objects.in_use(), order=("name",), limit=limit)
    return page | {"items": [tag.name for tag in page["items"]]}


@router.get(
    "/tickets/{int:number}",
    auth=read,
    response=Seen,
    url_name="ticket",
    summary="A ticket",
)
def ticket(request: ApiRequest, number: int) -> TicketOut:
    return shown(request, ticket_seen(request, number))


@router.post(
    "/tickets",
    auth=write,
    response={201: SeenOrNumber},
    url_name="new-ticket",
    summary="Open a ticket",
)
def new_ticket(request: ApiRequest, given: TicketIn) -> Any:
    """For oneself; agents also for somebody else (`email`), with team and priority.

    Files come as `attachments` of a multipart form with the same fields.
    """
    if seconds := wait_for("open", request.user):
        raise TooManyError(seconds)
    key = once_key(request, given.client_key)
    fields = _for_somebody(request, given) if given.email else _own(request, given)
    fields |= {"client_key": key, "channel": Ticket.Channel.API}
    if request.user.blocked_at:
        opened = take_as_spam(**fields)
    else:
        opened = open_ticket(**fields, by=request.user)
    first = opened.messages.get(number=1)
    said = (opened.subject, first.body, opened.custom)
    asked = (fields["subject"], fields["body"], fields["custom"])
    if said != asked or not has_files(first, fields["files"]):
        raise HttpError(409, "This key was used for another ticket.")
    # where she gave it to a private team of others, the number is all she gets
    seen = shown_again(request, opened.pk)
    return Status(201, seen or NumberOut(number=opened.pk))


def _own(request: ApiRequest, given: TicketIn) -> dict[str, Any]:
    if given.name or given.team is not None or given.priority:
        raise InvalidError({"email": ["Name whom it is for to set these fields."]})
    form = NewTicketForm(typed(given), files_of(request))
    cleaned_details(form, given.custom)
    return form.given() | {"requester": request.user}


def _for_somebody(request: ApiRequest, given: TicketIn) -> dict[str, Any]:
    require(request.user.is_agent)
    data = {
        **typed(given),
        "channel": Ticket.Channel.API,
        "priority": given.priority or Ticket.Priority.NORMAL,
    }
    form = OpenTicketForm(data, files_of(request))
    clean = cleaned_details(form, given.custom)
    whose = find_or_create_guest(clean["email"], name=clean["name"])
    return form.given() | {"requester": whose}
