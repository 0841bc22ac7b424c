"""What is set in a ticket, field by field."""

from __future__ import annotations

from pydantic import AwareDatetime

from core.api import Given
from tickets.api.shapes.parsing import Custom


class DetailsIn(Given):
    custom: Custom
    # for a ticket that came without a form
    form: str = ""
    # `custom` as it was read
    was: dict[str, str] | None = None


class RedactTicketIn(Given):
    subject: bool = False
    # of the rating
    comment: bool = False
    # keys of fields
    details: list[str] = []


class SnoozeIn(Given):
    until: AwareDatetime


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
