"""Merging a ticket into another, and taking it back."""

from __future__ import annotations

from typing import Any

from ninja import Router, Schema
from ninja.errors import HttpError

from accounts.api import ApiRequest, Token
from core.answering import require
from core.api import Given, cleaned
from tickets.actions import merge_tickets, undo_merge
from tickets.api.finding import (
    Scope,
    messages_read,
    shown,
    shown_again,
    ticket_worked_on,
)
from tickets.api.shapes import MessageOut, Seen, SeenOrGone
from tickets.forms.merging import MergeForm
from tickets.leading import standing_number
from tickets.permissions import can_merge, can_unmerge
from tickets.previewing import interleaved

router = Router(tags=["Commands"], auth=Token(Scope.WRITE_TICKETS))


class PreviewOut(Schema):
    into: Seen
    # with the numbers that they will have
    messages: list[MessageOut]


class MergeIn(Given):
    # the number of the ticket that stays
    into: int
    # mail the requester of the one that goes that it goes on there
    tell: bool = False


@router.get(
    "/tickets/{int:number}/merge",
    auth=Token(Scope.READ_TICKETS),
    response=PreviewOut,
    url_name="preview-merge",
    summary="See what a merge would make",
)
def preview(request: ApiRequest, number: int, into: str = "") -> Any:
    """The messages of both in the order they came, at most the last two hundred.
    Private notes need the scope `private`.
    """
    ticket = ticket_worked_on(request, number)
    require(can_merge(request.user, ticket))
    clean = cleaned(MergeForm({"into": into}, ticket=ticket, by=request.user))
    stays = clean["into"]
    thread = interleaved(messages_read(request), [ticket], stays)
    return {"into": shown(request, stays), "messages": thread}


@router.post(
    "/tickets/{int:number}/merge",
    response=SeenOrGone,
    url_name="merge",
    summary="Merge",
)
def merge(request: ApiRequest, number: int, given: MergeIn) -> Any:
    """Into the ticket `into`, which is the answer; called again it answers the same.

    409 where it was merged into another one meanwhile.
    """
    ticket = ticket_worked_on(request, number)
    if ticket.merged_into_id is None:
        require(can_merge(request.user, ticket))
        clean = cleaned(MergeForm(given.dict(), ticket=ticket, by=request.user))
        merge_tickets(ticket, into=clean["into"], by=request.user, tell=clean["tell"])
    if ticket.merged_into_id != given.into:
        raise HttpError(409, "It was merged into another ticket.")
    return shown_again(request, standing_number(number))


@router.post(
    "/tickets/{int:number}/unmerge",
    response=SeenOrGone,
    url_name="unmerge",
    summary="Undo a merge",
)
def unmerge(request: ApiRequest, number: int) -> Any:
    """For 30 days, the latest merge first; the answer is the ticket that is back."""
    ticket = ticket_worked_on(request, number)
    require(can_unmerge(request.user, ticket))
    if not undo_merge(ticket, by=request.user) and ticket.merged_into_id:
        raise HttpError(409, "Too late, or the other ticket was merged on.")
    return shown_again(request, number)
