"""The same to many tickets. Each is changed as a whole, or left as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import User
from tickets.actions.rows import lock
from tickets.models import Ticket


@dataclass(frozen=True)
class Step:
    """One action with its predicate; both take the ticket, and know the rest."""

    may: Callable[[User, Ticket], bool]
    act: Callable[[Ticket], Any]


def may_take(steps: Iterable[Step], ticket: Ticket, *, by: User) -> bool:
    return all(step.may(by, ticket) for step in steps)


def change_many(
    tickets: Iterable[Ticket], *, steps: Sequence[Step], by: User
) -> list[Ticket]:
    """Those that were left alone, for they do not take every step."""
    return [ticket for ticket in tickets if not _change(ticket, steps, by)]


@transaction.atomic
def _change(ticket: Ticket, steps: Sequence[Step], by: User) -> bool:
    lock(ticket)
    if not may_take(steps, ticket, by=by):
        return False
    for step in steps:
        step.act(ticket)
    return True
