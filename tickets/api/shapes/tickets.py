"""A ticket, as it is taken and given."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from ninja import Schema
from pydantic import SkipValidation

from accounts.addresses import absolute
from accounts.api import PersonOut, TeamOut
from tickets.api.shapes.messages import Written
from tickets.api.shapes.parsing import Custom
from tickets.models import Ticket


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


class NumberOut(Schema):
    number: int


SeenOrNumber: TypeAlias = SkipValidation[WorkedTicketOut | TicketOut | NumberOut]


class TagsOut(Schema):
    items: list[str]
    next: str | None
    previous: str | None


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
