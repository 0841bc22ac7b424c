"""Messages that are another matter get a ticket of their own.

Merging it back into the first takes it back.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from accounts.actions import find_or_create_guest
from accounts.models import User
from activity.actions import record
from search import actions as search
from tickets import events
from tickets.actions.moving import index, number
from tickets.actions.rows import enter, lock, save
from tickets.actions.writing import create, let_in
from tickets.models import Ticket, TicketLink, TicketMessage

Reply = TicketMessage.Kind.REPLY


@transaction.atomic
def split_ticket(
    ticket: Ticket,
    *,
    messages: Collection[int],
    subject: str,
    email: str,
    tell: bool,
    by: User,
    client_key: UUID,
) -> Ticket | None:
    """The new ticket; None where no public reply is left among the `messages`, which
    are numbers.

    Its requester is whose `email` that is, as a guest where it is nobody's yet. `tell`:
    mail her the number. Whoever else wrote one of the messages, from outside, is let
    in. Sent again with the same key it returns the earlier ticket.
    """
    requester = find_or_create_guest(email)
    lock(ticket)
    earlier = Ticket.objects.filter(requester=requester, client_key=client_key).first()
    if earlier is not None:
        return earlier
    found = _in_order(ticket, messages)
    if not found:
        return None
    made = _ticket_of(found, ticket, subject, requester, client_key)
    link = TicketLink(kind=TicketLink.Kind.SPLIT, source=made, target=ticket)
    link.save()
    left = ticket.messages.filter(kind=Reply).aggregate(at=Max("created_at"))
    ticket.last_reply_at = left["at"]
    save(ticket, "last_reply_at")
    data = {"into": made.pk, "count": len(found)}
    record(events.SplitOff, ticket, by=by, data=data)
    record(events.TicketSplit, made, by=by, data={"from": ticket.pk, "tell": tell})
    return made


def openings_within(ticket: Ticket) -> set[int]:
    """First messages of what was merged into it, as long as undo gives them back."""
    keys: set[int] = set()
    merges = ticket.merged_in.filter(undone_at=None).select_related("loser")
    for merge in merges:
        if merge.can_be_undone:
            messages = merge.kept["messages"]
            keys |= {row["pk"] for row in messages if row["number"] == 1}
        keys |= openings_within(merge.loser)
    return keys


def _in_order(ticket: Ticket, numbers: Collection[int]) -> list[TicketMessage]:
    """A public reply first, for with the first message a ticket is found and shown.

    For the same reason the first of this ticket stays, and those of tickets that may be
    given back; so does what may still be taken back.
    """
    rows = ticket.messages.filter(number__in=numbers, number__gt=1)
    rows = rows.exclude(pk__in=ticket.messages.waiting()).order_by("number")
    rows = rows.exclude(pk__in=openings_within(ticket))
    messages = list(rows.select_related("author"))
    replies = [message for message in messages if message.kind == Reply]
    if not replies:
        return []
    return [replies[0], *(each for each in messages if each != replies[0])]


def _ticket_of(
    messages: list[TicketMessage],
    ticket: Ticket,
    subject: str,
    requester: User,
    key: UUID,
) -> Ticket:
    fields = {
        name: getattr(ticket, name)
        for name in ("channel", "team", "assignee", "priority", "kind")
    }
    made, _is_new = create(requester, key, {"subject": subject, **fields})
    made.message_count = 0
    for message in messages:
        number(message, made)
        search.remove(message)  # the first one is found with its ticket
    index(message.pk for message in messages)
    replies = [message for message in messages if message.kind == Reply]
    made.last_reply_at = max(message.created_at for message in replies)
    answered = any(_is_ours(message, requester) for message in replies)
    changed = enter(made, Ticket.Status.OPEN) if answered else []
    save(made, "message_count", "last_reply_at", *changed)
    let_in(made, [each.author for each in replies if not each.author.is_agent])
    return made


def _is_ours(message: TicketMessage, requester: User) -> bool:
    return message.author.is_agent and message.author_id != requester.pk
