"""What would become of two tickets."""

from __future__ import annotations

from tickets.models import Ticket, TicketMessage
from tickets.querysets import TicketMessageQuerySet

SHOWN_AT_MOST = 200


def interleaved(
    rows: TicketMessageQuerySet, ticket: Ticket, into: Ticket
) -> list[TicketMessage]:
    """Of these rows, in the order they came, with the numbers that they will have."""
    both = rows.filter(ticket__in=[ticket, into]).for_timeline()
    thread = list(both.order_by("-created_at", "-pk")[:SHOWN_AT_MOST])[::-1]
    for message in thread:
        if message.ticket_id == ticket.pk:
            message.number += into.message_count
    return thread
