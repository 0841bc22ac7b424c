"""What people write on tickets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Model

from accounts.mentions import named_in
from accounts.models import Team, User
from activity.actions import record
from composer.actions import drop_draft
from composer.models import Draft
from search.actions import remember_reading
from tickets import events
from tickets.actions.citing import cite_articles
from tickets.actions.claiming import end_claim
from tickets.actions.outdated import refuse_finished, refuse_outdated
from tickets.actions.rows import enter, lock_standing, save
from tickets.actions.snoozing import end_snooze
from tickets.actions.writing import Files, copy_ccs, create, let_in, write
from tickets.models import Ticket, TicketForm, TicketMessage
from tickets.permissions import may_reopen
from tickets.querysets import agents_of

Status = Ticket.Status


@transaction.atomic
def open_ticket(
    *,
    requester: User,
    subject: str,
    body: str,
    channel: str,
    by: User | None,
    client_key: UUID | None = None,
    team: Team | None = None,
    priority: str = Ticket.Priority.NORMAL,
    kind: str = Ticket.Kind.QUESTION,
    form: TicketForm | None = None,
    custom: dict[str, str] | None = None,
    files: Files = (),
    ccs: Iterable[User] = (),
    read: Iterable[Model] = (),
) -> Ticket:
    """A new ticket with its first message. `by` None: a visitor who named herself.

    `read` are the articles and topics that she had read before.

    Sent again with the same client key it returns the earlier ticket.
    """
    fields = {
        "subject": subject,
        "channel": channel,
        "team": team,
        "priority": priority,
        "kind": kind,
        "form": form,
        "custom": custom or {},
    }
    ticket, is_new = create(requester, client_key, fields)
    if is_new:
        author, key = by or requester, ticket.client_key
        message = write(ticket, author, body, files, key=key, channel=channel)
        let_in(ticket, ccs)
        remember_reading(ticket, read)
        record(events.TicketOpened, ticket, by=by, related=message)
    return ticket


@transaction.atomic
def reply_to_ticket(
    ticket: Ticket,
    *,
    by: User,
    body: str,
    client_key: UUID | None = None,
    files: Files = (),
    then: str | None = None,
    channel: str = Ticket.Channel.WEB,
    seen: int | None = None,
    was: str = "",
    undo_for: timedelta = timedelta(0),
    left_out: Iterable[int] = (),
) -> TicketMessage:
    """A public message; `then` is the status that its author chose with it.

    `left_out` are the keys of people who get no mail of it, whatever they chose.
    For `undo_for` agents alone see it, its mails wait, and `take_back_reply` undoes it.

    On a ticket closed too long ago it opens a follow-up: see the message's `ticket`.
    Sent again with the same client key it returns the earlier message. `seen` is the
    last number that the author had read: Outdated where others came after it; `was`
    the status that she knew of: Finished where it was solved or closed since.
    """
    read, ticket = ticket, lock_standing(ticket)
    if seen is not None and read.pk != ticket.pk:
        seen = 0  # of the numbers of the one that stands she knows none
    key = client_key or uuid4()
    if earlier := ticket.messages.filter(client_key=key).first():
        return earlier
    refuse_outdated(ticket, seen)
    refuse_finished(ticket, was)
    if ticket.status == Status.CLOSED and not may_reopen(ticket):
        return _follow_up(ticket, by=by, body=body, key=key, files=files)
    ticket.message_count += 1
    for_us = speaks_for_us(by, ticket)
    wait = undo_for if for_us else timedelta(0)
    message = write(ticket, by, body, files, key=key, channel=channel, undo_for=wait)
    before, after = ticket.status, then or _after_reply(ticket.status, for_us)
    changed = enter(ticket, after) if after != before else []
    ticket.last_reply_at = message.created_at
    ended = end_claim(ticket, by) + ([] if for_us else end_snooze(ticket))
    save(ticket, "message_count", "last_reply_at", *changed, *ended)
    data: dict[str, Any] = {"from": before, "to": after} if changed else {}
    if for_us:
        _tell_as_agent(ticket, message, by, data, left_out)
    else:
        record(events.CustomerReplied, ticket, by=by, related=message, data=data)
    drop_draft(ticket, purpose=Draft.Purpose.REPLY, by=by)
    return message


def _tell_as_agent(
    ticket: Ticket,
    message: TicketMessage,
    by: User,
    data: dict[str, Any],
    left_out: Iterable[int],
) -> None:
    cite_articles(message, by=by)
    if without := sorted(left_out):
        data = data | {"left_out": without}
    record(events.AgentReplied, ticket, by=by, related=message, data=data)


@transaction.atomic
def add_note(
    ticket: Ticket,
    *,
    by: User,
    body: str,
    client_key: UUID | None = None,
    files: Files = (),
) -> TicketMessage:
    """A private note; it changes no status and tells no customer."""
    ticket = lock_standing(ticket)
    key = client_key or uuid4()
    earlier = ticket.messages.filter(client_key=key).first()
    if earlier is not None:
        return earlier
    ticket.message_count += 1
    note = write(ticket, by, body, files, key=key, kind=TicketMessage.Kind.NOTE)
    save(ticket, "message_count")
    mentioned = [agent.pk for agent in named_in(body, agents_of(ticket))]
    data = {"mentioned": mentioned}
    record(events.NoteAdded, ticket, by=by, related=note, data=data)
    drop_draft(ticket, purpose=Draft.Purpose.NOTE, by=by)
    return note


def speaks_for_us(author: User, ticket: Ticket) -> bool:
    """An agent does, but for on a ticket of her own."""
    return author.is_agent and author.pk != ticket.requester_id


def _after_reply(status: str, for_us: bool) -> str:
    if for_us:
        return Status.OPEN if status == Status.NEW else status
    waits = (Status.PENDING, Status.ON_HOLD, Status.SOLVED, Status.CLOSED)
    return Status.OPEN if status in waits else status


def _follow_up(
    closed: Ticket, *, by: User, body: str, key: UUID, files: Files
) -> TicketMessage:
    fields = {
        "subject": closed.subject,
        "channel": Ticket.Channel.WEB,
        "team": closed.team,
        "assignee": closed.assignee,
        "priority": closed.priority,
        "kind": closed.kind,
        "form": closed.form,
        "custom": closed.custom,
        "follow_up_of": closed,
    }
    ticket, is_new = create(closed.requester, key, fields)
    if not is_new:
        return ticket.messages.get(number=1)
    message = write(ticket, by, body, files, key=key)
    copy_ccs(closed, ticket)
    data = {"follow_up_of": closed.pk}
    record(events.FollowUpOpened, ticket, by=by, related=message, data=data)
    return message
