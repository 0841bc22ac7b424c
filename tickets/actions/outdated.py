"""A reply that was written before something else happened."""

from __future__ import annotations

from tickets.models import Ticket, TicketMessage

_PROGRESS: dict[str, int] = {Ticket.Status.SOLVED: 1, Ticket.Status.CLOSED: 2}


class Outdated(Exception):  # noqa: N818 - it is an answer, not a fault
    """Others wrote since; `newer` are their replies, in order."""

    def __init__(self, newer: list[TicketMessage]) -> None:
        super().__init__(f"{len(newer)} newer messages")
        self.newer = newer


class Finished(Exception):  # noqa: N818
    """The ticket was solved or closed since its author last saw it."""


def refuse_finished(ticket: Ticket, was: str) -> None:
    """On a locked ticket: her words would open it again, or another, unasked.

    `was` is the status that her page showed, "" where it showed none.
    """
    if was and _PROGRESS.get(ticket.status, 0) > _PROGRESS.get(was, 0):
        raise Finished


def refuse_outdated(ticket: Ticket, seen: int | None) -> None:
    """On a locked ticket, so that nothing comes in between. `seen` None: unasked."""
    if seen is None or seen == ticket.message_count:
        return
    if seen > ticket.message_count:  # a merge was undone: they have other numbers now
        seen = 0
    # those that may still be taken back as well: a colleague has just answered
    rows = ticket.messages.filter(kind=TicketMessage.Kind.REPLY, number__gt=seen)
    if newer := list(rows.select_related("author").order_by("number")):
        raise Outdated(newer)
