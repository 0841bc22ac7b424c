"""What happened to a ticket."""

from __future__ import annotations

from datetime import datetime

from ninja import Schema

from accounts.api import PersonOut
from accounts.models import User
from tickets.timeline import Entry


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
