"""Which tickets have to do with each other."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from accounts.api import ApiRequest, Token
from core.answering import require
from core.api import Given, cleaned
from tickets.actions import link_tickets, unlink_tickets
from tickets.api.finding import Scope, ticket_worked_on
from tickets.forms.linking import LinkForm
from tickets.linking import Linked, linked
from tickets.models import Ticket
from tickets.permissions import can_work_on

router = Router(tags=["Links"], auth=Token(Scope.WRITE_TICKETS))


class LinkOut(Schema):
    """Another ticket, and what this one is to it."""

    kind: str
    number: int
    subject: str
    status: str

    @staticmethod
    def resolve_number(link: Linked) -> int:
        return link.ticket.pk

    @staticmethod
    def resolve_subject(link: Linked) -> str:
        return link.ticket.subject

    @staticmethod
    def resolve_status(link: Linked) -> str:
        return link.ticket.status


class LinkIn(Given):
    kind: str
    other: int


@router.get(
    "/tickets/{int:number}/links",
    auth=Token(Scope.READ_TICKETS),
    response=list[LinkOut],
    url_name="links",
    summary="Linked tickets",
)
def links(request: ApiRequest, number: int) -> Any:
    """For agents. `kind` is what this ticket is to the other: related, parent, child,
    duplicate or original.
    """
    return linked(ticket_worked_on(request, number), request.user)


@router.post(
    "/tickets/{int:number}/link",
    response=list[LinkOut],
    url_name="link",
    summary="Link with another ticket",
)
def link(request: ApiRequest, number: int, given: LinkIn) -> Any:
    """`kind` is one of related, parent, child, duplicate. A pair has one link."""
    ticket = ticket_worked_on(request, number)
    require(can_work_on(request.user, ticket))
    others = Ticket.objects.worked_on_by(request.user).exclude(pk=number)
    data = {"kind": given.kind, "other": str(given.other)}
    form = LinkForm(data, choices=others)
    cleaned(form)
    source, target, kind = form.ends(ticket)
    link_tickets(source, target, kind=kind, by=request.user)
    return linked(ticket, request.user)


@router.post(
    "/tickets/{int:number}/link/{int:other}/remove",
    response=list[LinkOut],
    url_name="unlink",
    summary="Take a link away",
)
def unlink(request: ApiRequest, number: int, other: int) -> Any:
    ticket = ticket_worked_on(request, number)
    require(can_work_on(request.user, ticket))
    found = get_object_or_404(Ticket.objects.worked_on_by(request.user), pk=other)
    unlink_tickets(ticket, found, by=request.user)
    return linked(ticket, request.user)
