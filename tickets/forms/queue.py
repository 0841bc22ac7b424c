"""The filters of the queue as fields, drawn by hand: a template for each of a hundred
options would be felt on every page of the queue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.remembering import remembered
from tickets.choices import agent_names, team_names
from tickets.details import TICKED, all_fields, fields_in_order
from tickets.filters import Filters
from tickets.forms.tags import SUGGESTING
from tickets.models import Ticket, TicketField

Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class FilterField:
    name: str
    label: str
    control: SafeString


class QueueFilter:
    """Shows filters, with those by details that are chosen and not typed; of the
    others the ones that are set.
    """

    def __init__(self, filters: Filters) -> None:
        self.q = " ".join(filters.get("q", []))
        self._filters = filters

    def fields(self) -> Iterator[FilterField]:
        for name in dict.fromkeys([*_FIELDS, *_chosen_details(), *self._filters]):
            if name == "q":
                continue
            label, choices = _field(name)
            values = self._filters.get(name, [])
            draw = _select if choices else _input
            yield FilterField(name, str(label), draw(name, values))


def _chosen_details() -> Iterator[str]:
    for field in fields_in_order():
        if not (field.retired_at or field.form.retired_at) and _choices_of(field):
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


SPANS: Choices = [
    ("today", _("Today")),
    ("last 7 days", _("Last 7 days")),
    ("last 30 days", _("Last 30 days")),
    ("over 7 days ago", _("Over 7 days ago")),
    ("over 30 days ago", _("Over 30 days ago")),
]
# the label, and what can be chosen; None where it is typed
_FIELDS: dict[str, tuple[Any, Callable[[], Choices] | None]] = {
    "status": (
        _("Status"),
        lambda: [("unsolved", _("Unsolved")), *Ticket.Status.choices],
    ),
    "priority": (_("Priority"), lambda: list(Ticket.Priority.choices)),
    "kind": (_("Kind"), lambda: list(Ticket.Kind.choices)),
    "channel": (_("Channel"), lambda: list(Ticket.Channel.choices)),
    "team": (_("Team"), _teams),
    "assignee": (_("Agent"), _agents),
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


def _select(name: str, values: list[str]) -> SafeString:
    """With several chosen where a detail may be any of them: what it holds may have a
    comma, so no option can stand for two.
    """
    options, labels = _options(name, get_language())
    is_several = len(values) > 1 and name.startswith("custom.")
    for value in values if is_several else filter(None, [",".join(values)]):
        if value in labels:
            there = format_html('value="{}"', value)
            options = SafeString(options.replace(there, f"{there} selected", 1))
        else:
            said = ", ".join(labels.get(each, each) for each in value.split(","))
            one = format_html('<option value="{}" selected>{}</option>', value, said)
            options = one + options
    how = SafeString(" multiple") if is_several else ""
    return format_html(
        '<select name="{}" id="id_{}"{}>{}</select>', name, name, how, options
    )


@remembered
def _options(name: str, language: str | None) -> tuple[SafeString, dict[str, str]]:
    """As the active language, which is the one named, has them; and their labels."""
    _label, choices = _field(name)
    labels = {value: str(said) for value, said in choices()} if choices else {}
    every = [("", str(_("Any"))), *labels.items()]
    drawn = format_html_join("", '<option value="{}">{}</option>', every)
    return drawn, labels


def _input(name: str, values: list[str]) -> SafeString:
    return format_html(
        '<input type="text" name="{}" id="id_{}" value="{}" maxlength="200"{}>',
        name, name, ",".join(values), flatatt(SUGGESTING) if name == "tag" else "",
    )  # fmt: skip
