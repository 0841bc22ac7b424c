"""What was written, and notes beside it."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from ninja.errors import HttpError
from ninja.responses import Status

from accounts.api import ApiRequest, Token
from composer.actions import Files
from composer.files import display_name
from composer.models import Upload
from composer.serving import file_response
from core.answering import require
from core.api import cleaned, files_of, once_key, page_of
from tickets.actions import (
    add_note,
    redact_details,
    redact_file,
    redact_message,
    redact_rating,
    redact_subject,
)
from tickets.api.finding import (
    Scope,
    messages_seen,
    shown_again,
    ticket_seen,
    ticket_worked_on,
)
from tickets.api.shapes import (
    EventsOut,
    MessageOut,
    MessagesOut,
    RedactIn,
    RedactTicketIn,
    SeenOrGone,
    Written,
)
from tickets.forms.desk import NoteForm
from tickets.forms.redacting import RedactForm, RedactTicketForm
from tickets.models import TicketMessage
from tickets.permissions import (
    can_note,
    can_redact,
    can_work_on,
)
from tickets.timeline import happened, told_of

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
    "/tickets/{int:number}/events",
    auth=read,
    response=EventsOut,
    url_name="events",
    summary="What was done to a ticket",
)
def events(
    request: ApiRequest, number: int, limit: int = Query(50, ge=1, le=100)
) -> dict[str, Any]:
    """Besides the messages, the oldest first: as its page tells it, to agents all."""
    ticket = ticket_seen(request, number)
    me = request.user
    rows = happened(ticket, agent=me if can_work_on(me, ticket) else None)
    page = page_of(request, rows, order=("pk",), limit=limit)
    return page | {"items": list(told_of(page["items"]))}


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
    return file_response(request, get_object_or_404(uploads, key=key))


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
    "/tickets/{int:number}/redact",
    auth=write,
    response=SeenOrGone,
    url_name="redact-ticket",
    summary="Redact the subject, details or rating",
)
def redact_ticket(request: ApiRequest, number: int, given: RedactTicketIn) -> Any:
    """For good, and by agents: its `subject`, the `comment` of its rating, and the
    `details` of these keys, which are empty in `custom` from then on.
    """
    ticket = ticket_worked_on(request, number)
    require(can_redact(request.user, ticket))
    clean = cleaned(RedactTicketForm(given.dict(), ticket=ticket))
    if clean.get("subject"):
        redact_subject(ticket, by=request.user)
    if clean.get("comment"):
        redact_rating(ticket, by=request.user)
    redact_details(ticket, clean["details"], by=request.user)
    return shown_again(request, number)


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
    return made(message, clean["body"], clean["attachments"])


def made(message: TicketMessage, body: str, files: Files) -> Any:
    if message.body != body or not has_files(message, files):
        raise HttpError(409, "This key was used for another message.")
    return Status(201, message)


def has_files(message: TicketMessage, files: Files) -> bool:
    """Or was it made by the same key without them?"""
    given = Counter((display_name(file.name or ""), file.size) for file in files)
    if not given:
        return True
    kept = message.attachments.values_list("name", "size")
    return given <= Counter(kept)
