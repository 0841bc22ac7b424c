"""Changes of many tickets."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Schema

from core.api import Given
from tickets.models import BulkChange


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
