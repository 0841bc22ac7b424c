"""Tickets by what somebody typed."""

from __future__ import annotations

from accounts.finding import people_found
from accounts.models import User
from search.finding import thread_ids
from tickets.leading import standing_number
from tickets.models import Ticket

OF_PEOPLE = 500


def tickets_found(text: str, viewer: User) -> list[int]:
    """A number finds its ticket, or the one it was merged into.

    Words find the tickets that hold any of them; for agents also those of a requester
    whose name or address has them all. Ids only: who may see them is for the caller's
    `visible_to` to say.
    """
    number, found = text.strip().lstrip("#"), thread_ids(text, viewer, Ticket)
    if number.isascii() and number.isdigit() and len(number) < 19:
        return [standing_number(int(number)), *found]
    return [*found, *_of_people(text)] if viewer.is_agent else found


def _of_people(text: str) -> list[int]:
    """The latest."""
    rows = Ticket.objects.filter(requester__in=people_found(text))
    latest = rows.order_by("-last_reply_at", "-pk")
    return list(latest.values_list("pk", flat=True)[:OF_PEOPLE])
