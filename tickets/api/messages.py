"""Replies, notes and their files."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from ninja.errors import HttpError
from ninja.responses import Status

from accounts.api import ApiRequest, Token
from composer.models import Upload
from composer.views import file_response
from core.answering import require
from core.api import InvalidError, cleaned, files_of, once_key, page_of
from tickets.actions import (
    Outdated,
    add_note,
    redact_file,
    redact_message,
    reply_to_ticket,
    take_back_reply,
)
from tickets.actions.conversation import speaks_for_us
from tickets.api.finding import (
    Scope,
    messages_seen,
    shown_again,
    ticket_seen,
    ticket_worked_on,
)
from tickets.api.shapes import (
    MessageOut,
    MessagesOut,
    RedactIn,
    ReplyIn,
    SeenOrGone,
    Written,
)
from tickets.forms.desk import AgentReplyForm, NoteForm
from tickets.forms.redacting import RedactForm
from tickets.models import UNDO_FOR, Ticket, TicketMessage
from tickets.permissions import (
    can_note,
    can_redact,
    can_reply,
    can_take_back,
    can_work_on,
)

router = Router(tags=["Messages"])
read, write = Token(Scope.READ_TICKETS), Token(Scope.WRITE_TICKETS)
private = Token(Scope.WRITE_TICKETS, Scope.PRIVATE)


@router.get(
    "/tickets/{int:number}/messages",
    auth=read,
    response=MessagesOut,
    url_name="messages",
    summary="The messages of a ticket",
)
def messages(
    request: ApiRequest, number: int, limit: int = Query(50, ge=1, le=100)
) -> dict[str, Any]:
    """The oldest first. Private notes need the scope `private`, and an agent."""
    rows = messages_seen(request, ticket_seen(request, number)).for_timeline()
    return page_of(request, rows, order=("number", "pk"), limit=limit)


@router.get(
    "/tickets/{int:number}/files/{uuid:key}",
    auth=read,
    url_name="file",
    summary="A file of a message",
)
def file(request: ApiRequest, number: int, key: UUID) -> HttpResponseBase:
    seen = messages_seen(request, ticket_seen(request, number))
    kind = ContentType.objects.get_for_model(TicketMessage)
    uploads = Upload.objects.filter(target_type=kind, target_id__in=seen.values("pk"))
    return file_response(get_object_or_404(uploads, key=key))


@router.post(
    "/tickets/{int:number}/messages/{int:message}/redact",
    auth=write,
    response=MessageOut,
    url_name="redact",
    summary="Redact a message or its files",
)
def redact(request: ApiRequest, number: int, message: int, given: RedactIn) -> Any:
    """For good, and by agents: its `text`, and the `attachments` of these keys.

    `message` is its number.
    """
    ticket = ticket_worked_on(request, number)
    require(can_redact(request.user, ticket))
    written = get_object_or_404(messages_seen(request, ticket), number=message)
    clean = cleaned(RedactForm(given.dict(), message=written))
    if clean["text"]:
        redact_message(written, by=request.user)
    for upload in clean["attachments"]:
        redact_file(upload, of=written, by=request.user)
    return written


@router.post(
    "/tickets/{int:number}/reply",
    auth=write,
    response={201: MessageOut},
    url_name="reply",
    summary="Reply publicly",
)
def reply(request: ApiRequest, number: int, given: ReplyIn) -> Any:
    """`then` is the status that an agent leaves it in; with `seen`, the number of the
    last message she read, it is refused with 409 once newer ones came.

    On a ticket that was closed long ago a customer's reply opens a follow-up: see the
    `ticket` of the answer.

    Files come as `attachments` of a multipart form with the same fields.
    """
    ticket = ticket_seen(request, number)
    require(can_reply(request.user, ticket))
    for field in ("then", "seen", "undo"):
        if getattr(given, field) and not speaks_for_us(request.user, ticket):
            raise InvalidError({field: ["For agents, on tickets of others."]})
    clean = cleaned(AgentReplyForm(given.dict(), files_of(request)))
    if ticket.pk != number and clean["seen"]:
        clean["seen"] = 0  # she read the one that was merged into this one
    try:
        message = _send(request, ticket, given, clean)
    except Outdated as error:
        raise HttpError(409, "Newer messages came: read them, then send it.") from error
    return _made(message, clean["body"])


def _send(
    request: ApiRequest, ticket: Ticket, given: ReplyIn, clean: dict[str, Any]
) -> TicketMessage:
    return reply_to_ticket(
        ticket,
        by=request.user,
        body=clean["body"],
        files=clean["attachments"],
        client_key=once_key(request, given.client_key),
        then=clean["then"] or None,
        channel=Ticket.Channel.API,
        seen=clean["seen"],
        undo_for=UNDO_FOR if given.undo else timedelta(0),
    )


@router.post(
    "/tickets/{int:number}/undo/{int:message}",
    auth=write,
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


@router.post(
    "/tickets/{int:number}/note",
    auth=private,
    response={201: MessageOut},
    url_name="note",
    summary="Add a private note",
)
def note(request: ApiRequest, number: int, given: Written) -> Any:
    ticket = ticket_worked_on(request, number)
    require(can_note(request.user, ticket))
    clean = cleaned(NoteForm(given.dict(), files_of(request)))
    message = add_note(
        ticket,
        by=request.user,
        body=clean["body"],
        files=clean["attachments"],
        client_key=once_key(request, given.client_key),
    )
    return _made(message, clean["body"])


def _made(message: TicketMessage, body: str) -> Any:
    if message.body != body:
        raise HttpError(409, "This key was used for another message.")
    return Status(201, message)
