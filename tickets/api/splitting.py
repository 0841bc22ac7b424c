"""Splitting messages off into a ticket of their own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Router
from ninja.errors import HttpError
from ninja.responses import Status

from accounts.api import ApiRequest, Token
from core.answering import require
from core.api import Given, InvalidError, cleaned, once_key
from tickets.actions import split_ticket
from tickets.api.finding import Scope, shown_again, ticket_worked_on
from tickets.api.shapes import SeenOrGone
from tickets.forms.splitting import SplitForm
from tickets.permissions import can_split

router = Router(tags=["Commands"], auth=Token(Scope.WRITE_TICKETS))


class SplitIn(Given):
    # the numbers of the messages; the first one of a ticket stays
    messages: list[int]
    subject: str
    # the requester's, "" for that of the ticket that they come from
    email: str = ""
    # mail the requester the number
    tell: bool = False
    client_key: UUID | None = None


@router.post(
    "/tickets/{int:number}/split",
    response={201: SeenOrGone},
    url_name="split",
    summary="Split messages off",
)
def split(request: ApiRequest, number: int, given: SplitIn) -> Any:
    """Into a new ticket, which is the answer; at least one of them public."""
    ticket = ticket_worked_on(request, number)
    require(can_split(request.user, ticket))
    data = given.dict()
    data["email"] = data["email"] or ticket.requester.email
    clean = cleaned(SplitForm(data, ticket=ticket))
    clean["client_key"] = once_key(request, given.client_key)
    made = split_ticket(ticket, by=request.user, **clean)
    if made is None:
        raise InvalidError({"messages": ["No public message among them is here."]})
    if made.subject != clean["subject"]:
        raise HttpError(409, "This key was used for another ticket.")
    return Status(201, shown_again(request, made.pk))
