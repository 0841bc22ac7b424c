"""What several routers take and give; those of one stand with it."""

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
from accounts.models import User
from composer.models import Upload
from core.api import Given
from tickets.models import BulkChange, Ticket, TicketMessage
from tickets.timeline import Entry


def parsed(value: Any) -> Any:
    """A form, which files come in, holds it as JSON."""
    if isinstance(value, str):
        with suppress(ValueError):
            return json.loads(value)
    return value


Keys = Annotated[list[int], BeforeValidator(parsed)]
Custom = Annotated[dict[str, str | bool | int | float], BeforeValidator(parsed)]


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


class EventOut(Schema):
    verb: str
    actor: PersonOut | None
    # as the page says it
    text: str
    created_at: datetime

    @staticmethod
    def resolve_verb(entry: Entry) -> str:
        return entry.event.verb if entry.event else ""

    @staticmethod
    def resolve_actor(entry: Entry) -> User | None:
        return entry.event.actor if entry.event else None

    @staticmethod
    def resolve_created_at(entry: Entry) -> datetime:
        return entry.at


class EventsOut(Schema):
    items: list[EventOut]
    next: str | None
    previous: str | None


class TagsOut(Schema):
    items: list[str]
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
    # `custom` as it was read
    was: dict[str, str] | None = None


class RedactIn(Given):
    text: bool = False
    # keys of files
    attachments: list[UUID] = []


class RedactTicketIn(Given):
    subject: bool = False
    # of the rating
    comment: bool = False
    # keys of fields
    details: list[str] = []


class SnoozeIn(Given):
    until: AwareDatetime


class ChangesIn(Given):
    status: str = ""
    # with spam: its sender, too
    block: bool = False
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


class AssignIn(Given):
    to: int | None
    # as it was read
    was: int | None = None


class TeamIn(Given):
    team: int | None
    # as it was read
    was: int | None = None


class PriorityIn(Given):
    priority: str
    # as it was read
    was: str = ""


class KindIn(Given):
    kind: str
    # as it was read
    was: str = ""


class TagsIn(Given):
    tags: list[str]
    # as it was read
    was: list[str] = []


class SubjectIn(Given):
    subject: str
    # as it was read
    was: str = ""


class RequesterIn(Given):
    # who is not known yet becomes a guest
    email: str
    # the address of the one that was read
    was: str = ""


class CcIn(Given):
    email: str
    can_reply: bool = True
