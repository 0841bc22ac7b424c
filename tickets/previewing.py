"""What would become of tickets that are merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from tickets.details import Detail, details_of
from tickets.models import Ticket, TicketMessage
from tickets.querysets import TicketMessageQuerySet

SHOWN_AT_MOST = 200


@dataclass(frozen=True)
class MergePreview:
    losers: Sequence[Ticket]
    into: Ticket
    thread: list[TicketMessage]

    @property
    def others_asking(self) -> list[Ticket]:
        return [t for t in self.losers if t.requester_id != self.into.requester_id]

    @property
    def is_closing(self) -> bool:
        """Does the survivor's team alone read what others read so far?"""
        were_private = all(map(_is_private, self.losers))
        return _is_private(self.into) and not were_private

    @property
    def opening(self) -> list[Ticket]:
        """Which will be read by more than their team."""
        if _is_private(self.into):
            return []
        return [ticket for ticket in self.losers if _is_private(ticket)]

    @property
    def details(self) -> list[Detail]:
        return [detail for ticket in self.losers for detail in details_of(ticket)]


def preview_of(
    rows: TicketMessageQuerySet, losers: Sequence[Ticket], into: Ticket
) -> MergePreview:
    return MergePreview(losers, into, interleaved(rows, losers, into))


def interleaved(
    rows: TicketMessageQuerySet, losers: Sequence[Ticket], into: Ticket
) -> list[TicketMessage]:
    """Of these rows, in the order they came, with the numbers that they will have."""
    all_of_them = rows.filter(ticket__in=[*losers, into]).for_timeline()
    thread = list(all_of_them.order_by("-created_at", "-pk")[:SHOWN_AT_MOST])[::-1]
    counts = accumulate((each.message_count for each in losers), initial=0)
    before = {each.pk: count for each, count in zip(losers, counts, strict=False)}
    for message in thread:
        if message.ticket_id != into.pk:
            message.number += into.message_count + before[message.ticket_id]
    return thread


def _is_private(ticket: Ticket) -> bool:
    return ticket.team is not None and ticket.team.is_private
