"""The same to many tickets. Each is changed as a whole, or left as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from activity.actions import now, record
from tickets import events
from tickets.actions.rows import hold
from tickets.models import BulkChange, BulkLine, Ticket
from tickets.permissions import can_work_on

Outcome = BulkLine.Outcome


@dataclass(frozen=True)
class Step:
    """One action with its predicate; both take the ticket, and know the rest."""

    # why it is left alone where the predicate says no
    refusal: Outcome
    may: Callable[[User, Ticket], bool]
    act: Callable[[Ticket], Any]


def refusal(steps: Iterable[Step], ticket: Ticket, *, by: User) -> Outcome | None:
    """Why the ticket does not take every step; None where it does."""
    if not can_work_on(by, ticket):
        return Outcome.AWAY
    refused = (step.refusal for step in steps if not step.may(by, ticket))
    return next(refused, None)


def change_many(
    tickets: Iterable[Ticket], *, steps: Sequence[Step], by: User
) -> list[tuple[Ticket, Outcome]]:
    """Those that were left alone, for they do not take every step, and why."""
    done = [(ticket, _change(ticket, steps, by)) for ticket in tickets]
    return [(ticket, why) for ticket, why in done if why]


@transaction.atomic
def start_bulk_change(
    tickets: Iterable[int],
    *,
    query: str,
    chosen: dict[str, Any],
    client_key: UUID,
    by: User,
) -> BulkChange:
    """The tickets are written down, and a worker is told. Sent again with the same
    client key it returns the earlier one.
    """
    from tickets import tasks  # which run actions

    change, is_new = BulkChange.objects.get_or_create(
        client_key=client_key, owner=by, defaults={"query": query, "chosen": chosen}
    )
    if is_new:
        lines = [BulkLine(change=change, ticket_id=number) for number in tickets]
        BulkLine.objects.bulk_create(lines, batch_size=1000)
    tell = partial(tasks.carry_on_bulk_change.delay, change.pk)
    transaction.on_commit(tell, robust=True)
    return change


@transaction.atomic
def change_line(line: BulkLine, *, steps: Sequence[Step], by: User) -> bool:
    """Once, however many workers have the change in hand."""
    hold(line.ticket)
    rows = BulkLine.objects.select_for_update()
    line.refresh_from_db(fields=["outcome"], from_queryset=rows)
    if line.outcome != Outcome.WAITING:
        return False
    line.outcome = _change(line.ticket, steps, by) or Outcome.CHANGED
    line.save(update_fields=["outcome"])
    return True


@transaction.atomic
def finish_bulk_change(change: BulkChange) -> bool:
    """Nothing of it waits: tell whose it is. Its words stand on the tickets alone now,
    where they can be redacted.
    """
    rows = BulkChange.objects.select_for_update(no_key=True)
    change.refresh_from_db(from_queryset=rows)
    if change.finished_at is not None or change.lines.waiting().exists():
        return False
    change.finished_at = now()
    change.chosen["body"] = ""
    change.save(update_fields=["finished_at", "chosen"])
    record(events.BulkChangeDone, change, by=None)
    return True


@transaction.atomic
def _change(ticket: Ticket, steps: Sequence[Step], by: User) -> Outcome | None:
    hold(ticket)
    why = refusal(steps, ticket, by=by)
    if why is None:
        for step in steps:
            step.act(ticket)
    return why
