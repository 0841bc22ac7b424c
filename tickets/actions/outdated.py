"""A reply that was written before others came in."""

from __future__ import annotations

from tickets.models import Ticket, TicketMessage


class Outdated(Exception):  # noqa: N818 - it is an answer, not a fault
    """Others wrote since; `newer` are their replies, in order."""

    def __init__(self, newer: list[TicketMessage]) -> None:
        super().__init__(f"{len(newer)} newer messages")
        self.newer = newer


def refuse_outdated(ticket: Ticket, seen: int | None) -> None:
    """On a locked ticket, so that nothing comes in between. `seen` None: unasked."""
    if seen is None or seen >= ticket.message_count:
        return
    # those that may still be taken back as well: a colleague has just answered
    rows = ticket.messages.filter(kind=TicketMessage.Kind.REPLY, number__gt=seen)
    if newer := list(rows.select_related("author").order_by("number")):
        raise Outdated(newer)
