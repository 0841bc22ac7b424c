"""The tickets, and the macros that answer them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import models

from accounts.models import Team
from activity.actions import history
from helpdesk.demo.content_files import ago, read
from helpdesk.demo.people import Cast
from tickets import actions
from tickets.actions.macros import create_macro
from tickets.models import Macro, Tag, Ticket

# how a ticket gets from where its messages leave it to where the content wants it
LAST_STEPS: dict[str, list[Any]] = {
    "open": [actions.mark_open],
    "pending": [actions.mark_pending],
    "on_hold": [actions.put_on_hold],
    "solved": [actions.solve_ticket],
    "closed": [actions.solve_ticket, actions.close_ticket],
    "spam": [actions.mark_spam],
    "trash": [actions.trash_ticket],
}


def load(cast: Cast) -> list[models.Model]:
    teams = {team.slug: team for team in Team.objects.all()}
    tickets = [_ticket(row, cast, teams) for row in _oldest_first()]
    macros = [_macro(row, teams) for row in read("macros")]
    return [*tickets, *macros, *Tag.objects.all()]


def _macro(row: dict[str, Any], teams: dict[str, Team]) -> Macro:
    fields = {"tags": (), **row, "team": teams.get(row.get("team", ""))}
    return create_macro(client_key=uuid4(), **fields)


def _oldest_first() -> list[dict[str, Any]]:
    return sorted(read("tickets"), key=lambda row: -row["age_hours"])


def _held(row: dict[str, Any], cast: Cast, opened: datetime) -> Ticket:
    """What a program sent through the form of visitors."""
    words = {name: row[name] for name in ("subject", "body")}
    with history(opened):
        return actions.hold_ticket(requester=cast[row["requester"]], **words)


def _ticket(row: dict[str, Any], cast: Cast, teams: dict[str, Team]) -> Ticket:
    opened = ago(hours=row["age_hours"])
    if row["status"] == "held":
        return _held(row, cast, opened)
    with history(opened):
        ticket = actions.open_ticket(
            requester=cast[row["requester"]],
            subject=row["subject"],
            body=row["body"],
            channel=row["channel"],
            team=teams.get(row["team"] or ""),
            priority=row["priority"],
            kind=row["kind"],
            by=cast[row["requester"]],
        )
        by = cast[row["assignee"] or "admin"]
        if row["tags"]:
            actions.set_tags(ticket, names=row["tags"], by=by)
        if row["assignee"]:
            actions.assign(ticket, to=cast[row["assignee"]], by=by)
    latest = opened
    for message in row["messages"]:
        latest = opened + timedelta(hours=message["after_hours"])
        _message(ticket, message, cast, latest)
    _finish(ticket, row["status"], by, latest)
    return ticket


def _message(ticket: Ticket, row: dict[str, Any], cast: Cast, when: datetime) -> None:
    write = actions.add_note if row["kind"] == "note" else actions.reply_to_ticket
    with history(when):
        write(ticket, by=cast[row["author"]], body=row["body"])


def _finish(ticket: Ticket, status: str, by: Any, when: datetime) -> None:
    with history(when):
        for step in LAST_STEPS.get(status, []):
            if ticket.status != status:
                step(ticket, by=by)
