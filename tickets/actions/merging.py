"""Two tickets become one, and for thirty days two again.

What belongs to the loser moves to the survivor by changing where its rows point, so
undo gives back the very same rows. What both have (a CC, a follower) stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction

from accounts.models import User
from activity.actions import now, record
from tickets import events
from tickets.actions.moving import (
    index,
    move_details,
    move_drafts,
    move_links,
    move_mail,
    move_messages,
    move_people,
    number,
    return_details,
    return_drafts,
    return_links,
    return_mail,
    return_messages,
    return_people,
)
from tickets.actions.rows import enter, hold, save
from tickets.models import Merge, Ticket, TicketMessage
from tickets.permissions import is_set_aside

Status = Ticket.Status
LOSER_FIELDS = (
    "status",
    "solved_at",
    "closed_at",
    "snoozed_until",
    "claimed_by_id",
    "claimed_until",
)
ANSWERED = (Status.PENDING, Status.ON_HOLD, Status.SOLVED, Status.CLOSED)

MOVES = (
    move_messages,
    move_people,
    move_mail,
    move_drafts,
    move_links,
    move_details,
)
RETURNS = (return_messages, return_people, return_mail, return_links, return_details)


@transaction.atomic
def merge_tickets(loser: Ticket, *, into: Ticket, by: User, tell: bool) -> bool:
    """`tell`: mail the loser's requester that it goes on in the survivor."""
    _lock(loser, into)
    if loser.pk == into.pk or loser.merged_into_id or into.merged_into_id:
        return False
    if is_set_aside(loser) or is_set_aside(into):
        return False
    kept: dict[str, Any] = {"last_reply_at": into.last_reply_at.isoformat()}
    kept["message_count"] = into.message_count
    kept["loser"] = {name: _plain(getattr(loser, name)) for name in LOSER_FIELDS}
    for move in MOVES:
        kept |= move(loser, into)
    added = set(loser.tags.all()) - set(into.tags.all())
    into.tags.add(*added)
    kept["tags"] = sorted(tag.pk for tag in added)
    changed = enter(loser, Status.CLOSED)
    loser.claimed_by = loser.claimed_until = None
    loser.merged_into = into
    save(loser, "merged_into", "claimed_by", "claimed_until", *changed)
    into.last_reply_at = max(into.last_reply_at, loser.last_reply_at)
    save(into, "message_count", "last_reply_at", "custom")
    Merge.objects.create(loser=loser, survivor=into, merged_by=by, kept=kept)
    data = {"into": into.pk, "tell": tell}
    record(events.TicketMerged, loser, by=by, data=data)
    record(events.TookIn, into, by=by, data={"merged": loser.pk})
    return True


@transaction.atomic
def merge_all(losers: Iterable[Ticket], *, into: Ticket, by: User, tell: bool) -> int:
    """All of them or, where it breaks off, none; says how many went into it now."""
    given = list(losers)
    _lock(*given, into)
    went = [merge_tickets(each, into=into, by=by, tell=tell) for each in given]
    return sum(went)


@transaction.atomic
def undo_merge(loser: Ticket, *, by: User) -> bool:
    """What came since stays with the survivor, but for words of the loser's people."""
    merge = loser.merges.filter(undone_at=None).select_related("survivor").first()
    if merge is None:
        return False
    survivor = merge.survivor
    _lock(loser, survivor)
    merge.refresh_from_db()
    merge.survivor = survivor  # the one that is held and changed
    if not merge.can_be_undone or survivor.merged_into_id or is_set_aside(survivor):
        return False
    kept = merge.kept
    for back in RETURNS:
        back(loser, survivor, kept)
    return_drafts(loser, survivor, kept, merge.created_at)
    survivor.tags.remove(*kept["tags"])
    _return_fields(loser, kept["loser"])
    _return_newer(loser, merge)
    _count_again(merge)
    merge.undone_at = now()
    merge.save(update_fields=["undone_at"])
    record(events.UnmergedFrom, loser, by=by, data={"into": survivor.pk})
    record(events.MergeUndone, survivor, by=by, data={"merged": loser.pk})
    return True


def _lock(*tickets: Ticket) -> None:
    """Always in the same order, so that two merges never wait for each other."""
    for ticket in sorted(tickets, key=lambda ticket: ticket.pk):
        hold(ticket)


def _return_fields(loser: Ticket, kept: dict[str, Any]) -> None:
    for name in LOSER_FIELDS:
        field: Any = Ticket._meta.get_field(name)
        setattr(loser, name, field.to_python(kept[name]))
    loser.merged_into = None
    save(loser, "merged_into", *LOSER_FIELDS)


def _return_newer(loser: Ticket, merge: Merge) -> None:
    """Who is let in to the loser alone would no longer see what she wrote since."""
    hers, theirs = _outside(loser), _outside(merge.survivor)
    rows = merge.survivor.messages.filter(created_at__gt=merge.created_at)
    rows = rows.filter(author__in=hers - theirs, author__is_agent=False)
    newer = list(rows.order_by("number"))
    if not newer:
        return
    for message in newer:
        number(message, loser)
    index(message.pk for message in newer)
    changed = enter(loser, Status.OPEN) if loser.status in ANSWERED else []
    loser.snoozed_until = None
    loser.last_reply_at = newer[-1].created_at
    save(loser, "message_count", "last_reply_at", "snoozed_until", *changed)


def _outside(ticket: Ticket) -> set[int]:
    ccs = ticket.ccs.values_list("person", flat=True)
    return {ticket.requester_id, *ccs}


def _count_again(merge: Merge) -> None:
    """The survivor's next number and last reply, without what went back."""
    survivor = merge.survivor
    rows = survivor.messages.all()
    last = rows.aggregate(last=models.Max("number"))["last"] or 0
    survivor.message_count = max(last, merge.kept.get("message_count", 0))
    replies = rows.filter(kind=TicketMessage.Kind.REPLY)
    newer = replies.filter(created_at__gt=merge.created_at)
    at = newer.aggregate(at=models.Max("created_at"))["at"]
    survivor.last_reply_at = at or datetime.fromisoformat(merge.kept["last_reply_at"])
    save(survivor, "message_count", "last_reply_at", "custom")


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
