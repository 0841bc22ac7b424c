"""The filters of the queue as fields, drawn by hand: a template for each of a hundred
options would be felt on every page of the queue.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tickets.choices import agent_names, team_names
from tickets.filters import Filters
from tickets.models import Ticket

Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class FilterField:
    name: str
    label: str
    control: SafeString


class QueueFilter:
    """Shows `filters`; `own` are those of the address, beside those of a view."""

    def __init__(self, filters: Filters, *, own: Filters) -> None:
        self.q = " ".join(filters.get("q", []))
        self._filters = filters
        self.hidden = {
            name: ",".join(values)
            for name, values in own.items()
            if name != "q" and name not in _FIELDS
        }

    def fields(self) -> Iterable[FilterField]:
        for name in _FIELDS:
            label, choices = _field(name)
            value = ",".join(self._filters.get(name, []))
            draw = _select if choices else _input
            yield FilterField(name, label, draw(name, value, choices))


_FIELDS = (
    "status", "priority", "kind", "channel", "team", "assignee", "tag", "requester",
    "created", "updated", "due", "snoozed",
)  # fmt: skip


def _field(name: str) -> tuple[str, Choices]:
    """Its label and what can be chosen, [] where it is typed."""
    spans: Choices = [
        ("today", _("Today")), ("last 7 days", _("Last 7 days")),
        ("last 30 days", _("Last 30 days")), ("over 7 days ago", _("Over 7 days ago")),
        ("over 30 days ago", _("Over 30 days ago")),
    ]  # fmt: skip
    match name:
        case "status":
            unsolved = ("unsolved", _("Unsolved"))
            return _("Status"), [unsolved, *Ticket.Status.choices]
        case "priority":
            return _("Priority"), list(Ticket.Priority.choices)
        case "kind":
            return _("Kind"), list(Ticket.Kind.choices)
        case "channel":
            return _("Channel"), list(Ticket.Channel.choices)
        case "team":
            mine = [("mine", _("My teams")), ("none", _("No team"))]
            return _("Team"), [*mine, *_named(team_names())]
        case "assignee":
            words = [("me", _("Me")), ("nobody", _("Nobody"))]
            words.append(("my-teams", _("Somebody of my teams")))
            return _("Agent"), [*words, *_named(agent_names())]
        case "created":
            return _("Opened"), spans
        case "updated":
            return _("Updated"), spans
        case "due":
            return _("Due"), [("overdue", _("Overdue")), ("today", _("Today"))]
        case "snoozed":
            return _("Snoozed"), [("no", _("No")), ("yes", _("Yes"))]
        case "tag":
            return _("Tag"), []
        case _:
            return _("Customer's e-mail address"), []


def _named(names: dict[int, str]) -> Choices:
    return [(str(pk), name) for pk, name in names.items()]


def _select(name: str, value: str, choices: Choices) -> SafeString:
    if value and value not in {key for key, _label in choices}:
        labels = {key: str(label) for key, label in choices}
        said = ", ".join(labels.get(each, each) for each in value.split(","))
        choices = [(value, said), *choices]
    options = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (key, SafeString(" selected") if key == value else "", label)
            for key, label in [("", _("Any")), *choices]
        ),
    )
    return format_html('<select name="{}" id="id_{}">{}</select>', name, name, options)


def _input(name: str, value: str, choices: Choices) -> SafeString:
    return format_html(
        '<input type="text" name="{}" id="id_{}" value="{}" maxlength="200">',
        name, name, value,
    )  # fmt: skip
