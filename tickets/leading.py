"""The address of a ticket that was merged leads to the one that has its messages."""

from __future__ import annotations

from django.http import Http404

from tickets.models import Ticket
from tickets.querysets import TicketQuerySet


def standing_number(number: int) -> int:
    """Where a chain of merges ends; the number itself where there is none."""
    next_one: int | None = number
    while next_one is not None:
        number = next_one
        rows = Ticket.objects.filter(pk=number)
        next_one = rows.values_list("merged_into", flat=True).first()
    return number


def ticket_or_survivor(rows: TicketQuerySet, number: int) -> Ticket:
    """404 where the reader does not see the one that stands, merged or not."""
    found = rows.filter(pk=number).first()
    if found is None or found.merged_into_id:
        standing = standing_number(number)
        found = rows.filter(pk=standing).first() if standing != number else None
    if found is None:
        raise Http404
    return found
