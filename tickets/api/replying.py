"""Public replies: who gets one, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.errors import HttpError

from accounts.api import ApiRequest, Token, TooManyError
from core.answering import require
from core.api import InvalidError, cleaned, files_of, once_key
from tickets.actions import Finished, Outdated, reply_to_ticket, take_back_reply
from tickets.actions.conversation import speaks_for_us
from tickets.api.finding import Scope, shown_again, ticket_seen, ticket_worked_on
from tickets.api.messages import made
from tickets.api.shapes import MessageOut, RecipientOut, ReplyIn, SeenOrGone
from tickets.forms.desk import AgentReplyForm, ComposerForm
from tickets.forms.portal import ReplyForm
from tickets.limits import wait_for
from tickets.models import UNDO_FOR, Ticket, TicketMessage
from tickets.permissions import (
    can_reply,
    can_send_and_solve,
    can_take_back,
    can_work_on,
)

router = Router(tags=["Messages"], auth=Token(Scope.WRITE_TICKETS))
FOR_AGENTS = ("seen", "undo", "left_out")


@router.get(
    "/tickets/{int:number}/recipients",
    auth=Token(Scope.READ_TICKETS),
    response=list[RecipientOut],
    url_name="recipients",
    summary="Who gets your reply by mail",
)
def recipients(request: ApiRequest, number: int) -> Any:
    """For agents. `because` is requester, cc or follower."""
    ticket = ticket_worked_on(request, number)
    require(can_reply(request.user, ticket))
    form = ComposerForm(ticket=ticket, by=request.user)
    return [{"person": one, "because": reason} for one, reason in form.recipients]


@router.post(
    "/tickets/{int:number}/reply",
    response={201: MessageOut},
    url_name="reply",
    summary="Reply publicly",
)
def reply(request: ApiRequest, number: int, given: ReplyIn) -> Any:
    """`then` is the status that it is left in: pending, on_hold or solved, of customers
    solved alone.

    Agents: with `seen`, the number of the last message that was read, it is refused
    with 409 once newer ones came. Customers: with `was`, the status that was known,
    once it was solved or closed since.

    On a ticket that was closed long ago a customer's reply opens a follow-up: see the
    `ticket` of the answer.

    Files come as `attachments` of a multipart form with the same fields.
    """
    ticket = ticket_seen(request, number)
    require(can_reply(request.user, ticket))
    for_us = speaks_for_us(request.user, ticket)
    clean = (_of_agent if for_us else _of_customer)(request, ticket, given)
    if ticket.pk != number and clean.get("seen"):
        clean["seen"] = 0  # she read the one that was merged into this one
    try:
        message = reply_to_ticket(
            ticket,
            by=request.user,
            client_key=once_key(request, given.client_key),
            channel=Ticket.Channel.API,
            **clean,
        )
    except Outdated as error:
        raise HttpError(409, "Newer messages came: read them, then send it.") from error
    except Finished as error:
        raise HttpError(409, "It was solved or closed since you knew it.") from error
    return made(message, clean["body"], clean["files"])


def _of_agent(request: ApiRequest, ticket: Ticket, given: ReplyIn) -> dict[str, Any]:
    _refuse(given, ["was"], "For customers.")
    clean = cleaned(AgentReplyForm(given.dict(), files_of(request)))
    if given.left_out:
        people = ComposerForm(ticket=ticket, by=request.user).recipients
        if not set(given.left_out) <= {person.pk for person, _reason in people}:
            raise InvalidError({"left_out": ["Somebody there would get no mail."]})
    return {
        "body": clean["body"],
        "files": clean["attachments"],
        "then": clean["then"] or None,
        "seen": clean["seen"],
        "undo_for": UNDO_FOR if given.undo else timedelta(0),
        "left_out": given.left_out,
    }


def _of_customer(request: ApiRequest, ticket: Ticket, given: ReplyIn) -> dict[str, Any]:
    _refuse(given, FOR_AGENTS, "For agents, on tickets of others.")
    if seconds := wait_for("reply", request.user):
        raise TooManyError(seconds)
    form = ReplyForm(given.dict(), files_of(request))
    cleaned(form)
    return form.given(takes_then=can_send_and_solve(request.user, ticket))


def _refuse(given: ReplyIn, names: Iterable[str], text: str) -> None:
    for name in names:
        if getattr(given, name):
            raise InvalidError({name: [text]})


@router.post(
    "/tickets/{int:number}/undo/{int:message}",
    response=SeenOrGone,
    url_name="undo",
    summary="Take a reply back",
)
def undo(request: ApiRequest, number: int, message: int) -> Any:
    """Your own, by its `id`, before its `public_at`; 409 once it has left. Its text is
    your draft again and the ticket, which is the answer, has the status of before.
    """
    ticket = ticket_seen(request, number)
    require(can_work_on(request.user, ticket))
    replies = ticket.messages.filter(kind=TicketMessage.Kind.REPLY)
    written = get_object_or_404(replies, pk=message)
    require(can_take_back(request.user, written))
    if not take_back_reply(written, by=request.user):
        raise HttpError(409, "Too late: the reply has been sent.")
    return shown_again(request, ticket.pk)
