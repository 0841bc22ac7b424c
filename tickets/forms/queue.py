"""The filters of the queue as fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.remembering import remembered
from tickets.choices import agent_names, team_names
from tickets.details import TICKED, all_fields, fields_in_order
from tickets.filters import DAYS, MOMENTS, Filters
from tickets.forms.choosing import Choices, Offer, choosing, moment, offer, typing
from tickets.forms.tags import SUGGESTING
from tickets.models import Ticket, TicketField


@dataclass(frozen=True)
class FilterField:
    name: str
    label: str
    control: SafeString


class QueueFilter:
    """Shows filters, with those by details that somebody would look for; of the others
    the ones that are set.
    """

    def __init__(self, filters: Filters) -> None:
        self.q = " ".join(filters.get("q", []))
        self._filters = filters

    def fields(self) -> Iterator[FilterField]:
        shown = dict.fromkeys([*_FIELDS, *_details(), *self._filters])
        for name in (each for each in shown if each not in _ELSEWHERE):
            yield FilterField(name, str(_field(name)[0]), self._control(name))

    def _control(self, name: str) -> SafeString:
        values = self._filters.get(name, [])
        choices, (_label, offered) = _offer(name, get_language()), _field(name)
        if name in MOMENTS:
            ends = [self._filters.get(f"{name}_{end}", [""]) for end in ("from", "to")]
            return moment(name, values, [days[0] for days in ends], choices)
        if offered is not None:
            return choosing(name, values, choices)
        if name.startswith("custom."):
            return typing(name, values or [""], type=_type_of(name))
        suggesting = SUGGESTING if name == "tag" else {}
        return typing(name, [",".join(values)], **suggesting)


def _details() -> Iterator[str]:
    for field in fields_in_order():
        is_gone = field.retired_at or field.form.retired_at
        if not is_gone and field.kind != TicketField.Kind.LONG_TEXT:
            yield field.input_name


def _teams() -> Choices:
    mine: Choices = [("mine", _("My teams")), ("none", _("No team"))]
    return [*mine, *_named(team_names())]


def _agents() -> Choices:
    words: Choices = [("me", _("Me")), ("nobody", _("Nobody"))]
    mates = ("my-teams", _("Somebody of my teams"))
    return [*words, mates, *_named(agent_names())]


def _named(names: dict[int, str]) -> Choices:
    return [(str(pk), name) for pk, name in names.items()]


def _statuses() -> Choices:
    several: Choices = [
        ("unsolved", _("Unsolved")),
        ("finished", _("Solved or closed")),
    ]
    return [*several, *Ticket.Status.choices]


SPANS: Choices = [
    ("today", _("Today")),
    ("last 7 days", _("Last 7 days")),
    ("last 30 days", _("Last 30 days")),
    ("over 7 days ago", _("Over 7 days ago")),
    ("over 30 days ago", _("Over 30 days ago")),
]
# what has no field of its own
_ELSEWHERE = {"q", *DAYS}
ME: Choices = [("me", _("Me"))]
# the label, and what can be chosen; None where it is typed
_FIELDS: dict[str, tuple[Any, Callable[[], Choices] | None]] = {
    "status": (_("Status"), _statuses),
    "priority": (_("Priority"), lambda: list(Ticket.Priority.choices)),
    "kind": (_("Kind"), lambda: list(Ticket.Kind.choices)),
    "channel": (_("Channel"), lambda: list(Ticket.Channel.choices)),
    "team": (_("Team"), _teams),
    "assignee": (_("Agent"), _agents),
    "follower": (_("Followed by"), lambda: ME),
    "mentioned": (_("A note mentions"), lambda: ME),
    "tag": (_("Tag"), None),
    "requester": (_("Customer's e-mail address"), None),
    "organization": (_("Organisation"), None),
    "created": (_("Opened"), lambda: SPANS),
    "updated": (_("Updated"), lambda: SPANS),
    "solved": (_("Solved"), lambda: SPANS),
    "due": (_("Due"), lambda: [("overdue", _("Overdue")), ("today", _("Today"))]),
    "snoozed": (_("Snoozed"), lambda: [("no", _("No")), ("yes", _("Yes"))]),
}


def _field(name: str) -> tuple[Any, Callable[[], Choices] | None]:
    """A detail as the form calls it that asks for it."""
    if name in _FIELDS:
        return _FIELDS[name]
    field = all_fields().get(name.removeprefix("custom."))
    if field is None:
        return name, None
    choices = _choices_of(field)
    return field.label, (lambda: choices) if choices else None


def _choices_of(field: TicketField) -> Choices:
    """What a detail can be where that is known beforehand."""
    if field.kind == TicketField.Kind.CHECKBOX:
        return [(TICKED, _("Yes"))]
    return [(option, option) for option in field.options]


def _type_of(name: str) -> str:
    field = all_fields().get(name.removeprefix("custom."))
    is_day = field is not None and field.kind == TicketField.Kind.DATE
    return "date" if is_day else "text"


@remembered
def _offer(name: str, language: str | None) -> Offer:
    """In the active language, which is the one named."""
    choices = _field(name)[1]
    return offer(name, choices() if choices else [])
