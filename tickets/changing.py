"""What a bulk change does to each of its tickets, and how a worker goes through all."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any
from uuid import uuid5

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from accounts.models import User
from tickets import actions
from tickets import permissions as may
from tickets.actions.blocking import block_sender_of
from tickets.actions.bulk import Outcome, Step, change_line, finish_bulk_change
from tickets.forms.bulk import AT_ONCE, ChangesForm
from tickets.models import BulkChange, BulkLine, Ticket
from tickets.verbs import COMMANDS

logger = logging.getLogger(__name__)

Given = dict[str, Any]
Status = Ticket.Status
REACHED = {
    "solve": Status.SOLVED,
    "open": Status.OPEN,
    "pending": Status.PENDING,
    "hold": Status.ON_HOLD,
    "reopen": Status.OPEN,
    "spam": Status.SPAM,
    "trash": Status.TRASH,
}
TAGS_AT_MOST = 20


def carry_on(change: BulkChange) -> bool:
    """The next hundred of its tickets; says whether more are waiting."""
    BulkChange.objects.filter(pk=change.pk).update(worked_at=timezone.now())
    me = change.owner
    lines = list(change.lines.waiting().order_by("pk")[:AT_ONCE])
    form = ChangesForm(change.chosen, viewer=me)
    if form.is_valid():
        rows = Ticket.objects.filter(pk__in=[line.ticket_id for line in lines])
        tickets = rows.for_detail().in_bulk()
        key = {"client_key": change.client_key, "tickets": list(tickets.values())}
        steps = list(steps_of(form.cleaned_data | key, me))
        for line in lines:
            if ticket := tickets.get(line.ticket_id):
                line.ticket = ticket
                _take(line, steps, me)
    else:
        # a team or an agent that was chosen is gone
        change.lines.waiting().update(outcome=Outcome.FAILED)
    return not finish_bulk_change(change) and bool(lines)


def _take(line: BulkLine, steps: Sequence[Step], me: User) -> None:
    """A ticket that makes trouble must not keep the others waiting."""
    try:
        change_line(line, steps=steps, by=me)
    except (OperationalError, InterfaceError):
        raise  # the database is away: all of them are tried again
    except Ticket.DoesNotExist:
        return  # deleted for good, and the line with it
    except Exception:
        logger.exception("Bulk change %s failed on ticket %s", line.change_id, line)
        BulkLine.objects.filter(pk=line.pk).update(outcome=Outcome.FAILED)


def steps_of(given: Given, me: User) -> Iterator[Step]:
    """What was chosen, in the order it is done: a reply speaks as the ticket is then.

    Asks once, however many tickets there are, on what a new assignee works.
    """
    yield from _routing(given, me)
    for name, act in (("priority", actions.set_priority), ("kind", actions.set_kind)):
        if given[name]:
            change = partial(act, by=me, **{name: given[name]})
            yield Step(Outcome.AWAY, may.can_work_on, change)
    if given["add_tags"] or given["remove_tags"]:
        yield Step(
            Outcome.TAGS,
            lambda by, ticket: len(_tags(ticket, given)) <= TAGS_AT_MOST,
            lambda ticket: actions.set_tags(ticket, names=_tags(ticket, given), by=me),
        )
    if given["body"]:
        yield Step(Outcome.REPLY, may.can_reply, partial(_reply, given, me))
    elif given["status"]:
        allows = partial(_may_enter, given["status"])
        yield Step(Outcome.STATUS, allows, partial(_enter, given, me))
    if given["block"]:
        yield Step(Outcome.AWAY, may.can_work_on, partial(block_sender_of, by=me))


def _routing(given: Given, me: User) -> Iterator[Step]:
    if team := given["team"]:
        yield Step(
            Outcome.AWAY,
            may.can_work_on,
            lambda ticket: actions.move_to_team(ticket, team=team, by=me),
        )
    if given["unassign"]:
        yield Step(
            Outcome.AWAY,
            may.can_assign,
            lambda ticket: actions.assign(ticket, to=None, by=me),
        )
    if to := given["assignee"]:
        works_on = set(_works_on(to, given))
        yield Step(
            Outcome.ASSIGNEE,
            lambda by, ticket: may.can_assign(by, ticket) and ticket.pk in works_on,
            lambda ticket: actions.assign(ticket, to=to, by=me),
        )


def _works_on(to: User, given: Given) -> Any:
    """Those that she will work on once they are in the team that was chosen."""
    if given["team"]:
        one = Ticket(team=given["team"])
        return (
            [each.pk for each in given["tickets"]] if may.can_work_on(to, one) else []
        )
    pks = [ticket.pk for ticket in given["tickets"]]
    rows = Ticket.objects.worked_on_by(to).filter(pk__in=pks)
    return rows.values_list("pk", flat=True)


def _tags(ticket: Ticket, given: Given) -> set[str]:
    now = {tag.name for tag in ticket.tags.all()}
    return (now | set(given["add_tags"])) - set(given["remove_tags"])


def _reply(given: Given, me: User, ticket: Ticket) -> None:
    actions.reply_to_ticket(
        ticket,
        by=me,
        body=given["body"],
        client_key=uuid5(given["client_key"], str(ticket.pk)),
        then=REACHED.get(given["status"]),
    )


def _may_enter(verb: str, by: User, ticket: Ticket) -> bool:
    """Also where it stands already, so that a form sent twice leaves nothing over."""
    there = ticket.status == REACHED[verb] and may.can_work_on(by, ticket)
    return there or COMMANDS[verb].may(by, ticket)


def _enter(given: Given, me: User, ticket: Ticket) -> None:
    if ticket.status != REACHED[given["status"]]:
        COMMANDS[given["status"]].act(ticket, by=me)
