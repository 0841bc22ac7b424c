"""Tickets by what somebody typed."""

from __future__ import annotations

from accounts.models import User
from search.finding import thread_ids
from tickets.leading import standing_number
from tickets.models import Ticket


def tickets_found(text: str, viewer: User) -> list[int]:
    """A number finds its ticket, or the one it was merged into.

    Words find the tickets that hold any of them. Ids only: who may see them is for
    the caller's `visible_to` to say.
    """
    number = text.strip().lstrip("#")
    if number.isascii() and number.isdigit() and len(number) < 19:
        return [standing_number(int(number)), *thread_ids(text, viewer, Ticket)]
    return thread_ids(text, viewer, Ticket)
