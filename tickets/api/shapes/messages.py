"""What is written on a ticket, and its files."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema

from accounts.api import PersonOut
from composer.models import Upload
from core.api import Given
from tickets.api.shapes.parsing import Keys
from tickets.models import TicketMessage


class FileOut(Schema):
    key: UUID
    name: str
    size: int
    content_type: str
    # nobody gets it any more
    redacted_at: datetime | None


class MessageOut(Schema):
    # for good, where the number of a reply that is taken back goes to another
    id: int
    ticket: int
    number: int
    kind: str
    author: PersonOut
    body: str
    created_at: datetime
    # until then a reply is agents' alone and may be taken back; null: of a note
    public_at: datetime | None
    # its text is gone for good
    redacted_at: datetime | None
    attachments: list[FileOut]

    @staticmethod
    def resolve_ticket(message: TicketMessage) -> int:
        return message.ticket_id

    @staticmethod
    def resolve_public_at(message: TicketMessage) -> datetime | None:
        return None if message.is_note else message.public_at

    @staticmethod
    def resolve_attachments(message: TicketMessage) -> list[Upload]:
        return list(message.attachments.all())


class MessagesOut(Schema):
    items: list[MessageOut]
    next: str | None
    previous: str | None


class Written(Given):
    body: str
    client_key: UUID | None = None


class ReplyIn(Written):
    then: str = ""
    # agents: the number of the last message that was read before this was written
    seen: int | None = None
    # agents: hold it for 15 seconds, in which it may be taken back
    undo: bool = False
    # agents: keys of recipients who get no mail of it
    left_out: Keys = []
    # customers: the status that was known before this was written
    was: str = ""


class RedactIn(Given):
    text: bool = False
    # keys of files
    attachments: list[UUID] = []
