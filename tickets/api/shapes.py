"""What the API takes and gives; forms clean what it takes."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any, TypeAlias
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime, BeforeValidator, SkipValidation

from accounts.addresses import absolute
from accounts.api import PersonOut, TeamOut
from composer.models import Upload
from core.api import Given
from tickets.linking import Linked
from tickets.models import BulkChange, Ticket, TicketMessage


def _parsed(value: Any) -> Any:
    """A form, which files come in, holds it as JSON."""
    if isinstance(value, str):
        with suppress(ValueError):
            return json.loads(value)
    return value


Keys = Annotated[list[int], BeforeValidator(_parsed)]
Custom = Annotated[dict[str, str | bool | int | float], BeforeValidator(_parsed)]


class TicketOut(Schema):
    """As its requester sees it."""

    number: int
    url: str
    subject: str
    status: str
    channel: str
    requester: PersonOut
    # what was filled in besides subject and text, by the keys of the fields; "" where
    # it was redacted
    custom: dict[str, str]
    follow_up_of: int | None
    created_at: datetime
    last_reply_at: datetime
    solved_at: datetime | None

    @staticmethod
    def resolve_number(ticket: Ticket) -> int:
        return ticket.pk

    @staticmethod
    def resolve_url(ticket: Ticket) -> str:
        return absolute(ticket.get_absolute_url())

    @staticmethod
    def resolve_follow_up_of(ticket: Ticket) -> int | None:
        return ticket.follow_up_of_id


class WorkedTicketOut(TicketOut):
    """As agents see it who work on it."""

    kind: str
    priority: str
    team: TeamOut | None
    assignee: PersonOut | None
    tags: list[str]
    updated_at: datetime
    closed_at: datetime | None
    snoozed_until: datetime | None

    @staticmethod
    def resolve_tags(ticket: Ticket) -> list[str]:
        return [tag.name for tag in ticket.tags.all()]


# `finding.shown` makes the one that is hers to see: told here, and not made again
Seen: TypeAlias = SkipValidation[WorkedTicketOut | TicketOut]
SeenOrGone: TypeAlias = SkipValidation[WorkedTicketOut | TicketOut | None]


class TicketsOut(Schema):
    items: list[Seen]
    next: str | None
    previous: str | None


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


class RecipientOut(Schema):
    person: PersonOut
    because: str


class CcOut(Schema):
    person: PersonOut
    can_reply: bool


class NumberOut(Schema):
    number: int


SeenOrNumber: TypeAlias = SkipValidation[WorkedTicketOut | TicketOut | NumberOut]


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


class RatingOut(Schema):
    score: str
    comment: str
    rated_at: datetime


class DraftsOut(Schema):
    reply: str
    note: str | None


class BulkOut(Schema):
    changed: list[int]
    left: list[int]


class LeftOut(Schema):
    number: int
    # why it was left alone: away, reply, status, assignee, tags or failed
    why: str


class BulkChangeOut(Schema):
    id: int
    query: str
    waiting: int
    changed: int
    left: list[LeftOut]
    created_at: datetime
    finished_at: datetime | None

    @staticmethod
    def resolve_waiting(change: BulkChange) -> int:
        return change.lines.waiting().count()

    @staticmethod
    def resolve_changed(change: BulkChange) -> int:
        return change.lines.filter(outcome="changed").count()

    @staticmethod
    def resolve_left(change: BulkChange) -> list[dict[str, Any]]:
        left = change.lines.left().order_by("pk").values_list("ticket", "outcome")
        return [{"number": number, "why": why} for number, why in left]


class MacroOut(Schema):
    id: int
    title: str
    audience: str
    purpose: str
    body: str
    status: str
    priority: str
    team: int | None
    assignee: int | None
    assigns_sender: bool
    tags: list[str]
    # as people read them
    changes: list[str]
    use_count: int


class ExportOut(Schema):
    id: int
    query: str
    row_count: int
    created_at: datetime
    ready_at: datetime | None
    expires_at: datetime


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


class TicketIn(Written):
    subject: str
    # the address of the form that it is asked for by, and what is filled in there
    form: str = ""
    custom: Custom = {}
    # agents only: whom it is for, and how it is to be worked on
    email: str = ""
    name: str = ""
    team: int | None = None
    priority: str = ""


class DetailsIn(Given):
    custom: Custom
    # for a ticket that came without a form
    form: str = ""


class RedactIn(Given):
    text: bool = False
    # keys of files
    attachments: list[UUID] = []


class RedactTicketIn(Given):
    subject: bool = False
    # keys of fields
    details: list[str] = []


class DraftIn(Given):
    body: str


class RatingIn(Given):
    # good, so_so or bad
    score: str
    comment: str = ""


class SnoozeIn(Given):
    until: AwareDatetime


class LinkIn(Given):
    kind: str
    other: int


class ChangesIn(Given):
    status: str = ""
    assignee: int | None = None
    unassign: bool = False
    team: int | None = None
    priority: str = ""
    kind: str = ""
    add_tags: list[str] = []
    remove_tags: list[str] = []
    body: str = ""
    client_key: UUID | None = None


class BulkIn(ChangesIn):
    tickets: list[int]


class BulkAllIn(ChangesIn):
    query: str = ""


class ExportIn(Given):
    query: str = ""
    client_key: UUID | None = None


class AssignIn(Given):
    to: int | None


class TeamIn(Given):
    team: int | None


class PriorityIn(Given):
    priority: str


class KindIn(Given):
    kind: str


class TagsIn(Given):
    tags: list[str]


class MergeIn(Given):
    # the number of the ticket that stays
    into: int
    # mail the requester of the one that goes that it goes on there
    tell: bool = False


class SplitIn(Given):
    # the numbers of the messages; the first one of a ticket stays
    messages: list[int]
    subject: str
    # the requester's, "" for that of the ticket that they come from
    email: str = ""
    # mail the requester the number
    tell: bool = False
    client_key: UUID | None = None


class CcIn(Given):
    email: str
    can_reply: bool = True


class MacroIn(Given):
    title: str
    # mine, the key of a team that you lead, or of administrators: shared
    audience: str = "mine"
    # reply or note
    purpose: str = "reply"
    body: str = ""
    status: str = ""
    priority: str = ""
    team: int | None = None
    assignee: int | None = None
    # to whoever uses it
    assigns_sender: bool = False
    tags: list[str] = []


class NewMacroIn(MacroIn):
    client_key: UUID | None = None


class UseMacroIn(Given):
    macro: int
    client_key: UUID | None = None
