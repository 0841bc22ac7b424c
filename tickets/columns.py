"""What the rows of the queue say, drawn by hand: templates took most of its time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.models import User
from core.templatetags.ui import ago, icon, person, status
from tickets.choices import agents, team_names
from tickets.details import fields_in_order, shown
from tickets.models import NEVER, Presence, Ticket, TicketDetail, TicketField

_ROW = (
    '<tr{{}}><td class="queue__select"><input type="checkbox" name="tickets"'
    ' value="{{}}"{{}} form="bulk" aria-label="{choose}"></td>'
    '<td class="queue__subject"><a class="queue__link" id="t{{}}"'
    ' href="{place}{{}}/{{}}">{{}}</a>'
    '<span class="queue__meta"><span>#{{}} · {{}}</span>{{}}</span>{{}}</td>'
    "{cells}</tr>"
)
_HELD = (
    '<span class="button-row"><button class="button button--small" form="held"'
    ' formaction="{0}let-in/">{1}</button> <button form="held" class="button'
    ' button--small button--quiet" formaction="{0}spam/">{2}</button></span>'
)
_HERE = '<span class="queue__here" id="here-{}"{}>{}</span>'
NOTHING = SafeString("")
LONG_TEXT = TicketField.Kind.LONG_TEXT


class Names:
    """What the rows of one page have in common, asked for and drawn once."""

    def __init__(
        self,
        tickets: Iterable[Ticket],
        company: Iterable[Presence],
        keys: Iterable[str],
    ) -> None:
        self._tags: dict[int, list[SafeString]] = defaultdict(list)
        tags = Ticket.tags.through.objects.filter(ticket__in=[t.pk for t in tickets])
        named = tags.order_by("tag__name").values_list("ticket", "tag__name")
        for ticket, name in named:
            self._tags[ticket].append(_tag(name))
        self._company = by_ticket(company)
        self._details: dict[tuple[int, str], str] = {}
        if keys := list(keys):
            details = TicketDetail.objects.filter(key__in=keys, ticket__in=tickets)
            for pk, key, value in details.values_list("ticket", "key", "value"):
                self._details[pk, key] = value
        self._teams = team_names()
        self._people: dict[int | None, SafeString] = {None: person(None)}
        known = agents()
        wanted = {t.assignee_id for t in tickets if t.assignee_id}
        former = wanted - known.keys()
        others = User.objects.in_bulk(former) if former else {}
        for pk in wanted:
            who: Any = known.get(pk) or others.get(pk)
            self._people[pk] = person(who)

    def marks(self, ticket: Ticket) -> SafeString:
        """Who else has it open, and its tags."""
        here = _HERE.format(ticket.pk, "", _joined(self._company.get(ticket.pk, [])))
        return _joined([SafeString(here), *self._tags.get(ticket.pk, [])])

    def assignee(self, ticket: Ticket) -> SafeString:
        return self._people[ticket.assignee_id]

    def team(self, ticket: Ticket) -> str:
        return self._teams.get(ticket.team_id or 0, "–")

    def detail(self, ticket: Ticket, field: TicketField) -> str:
        value = self._details.get((ticket.pk, field.key))
        return "–" if value is None else shown(value, field.kind)


@dataclass(frozen=True)
class Column:
    """`sort` is what its head sorts by, one of `queues.SORTS`."""

    label: Any
    cell: Callable[[Ticket, Names], Any]
    sort: str = ""


COLUMNS = {
    "status": Column(gettext_lazy("Status"), lambda t, names: _badge("status", t)),
    "priority": Column(
        gettext_lazy("Priority"), lambda t, names: _badge("priority", t), "-priority"
    ),
    "kind": Column(gettext_lazy("Kind"), lambda t, names: _label("kind", t)),
    "channel": Column(gettext_lazy("Channel"), lambda t, names: _label("channel", t)),
    "team": Column(gettext_lazy("Team"), lambda t, names: names.team(t)),
    "assignee": Column(gettext_lazy("Assignee"), lambda t, names: names.assignee(t)),
    "organization": Column(
        gettext_lazy("Organisation"),
        lambda t, names: t.organization.name if t.organization else "–",
    ),
    "due": Column(
        gettext_lazy("Due"),
        lambda t, names: ago(t.due_at) if t.due_at < NEVER else "–",
        "due",
    ),
    "created": Column(
        gettext_lazy("Opened"), lambda t, names: ago(t.created_at), "-created"
    ),
    "replied": Column(
        gettext_lazy("Last reply"), lambda t, names: ago(t.last_reply_at), "-replied"
    ),
    "updated": Column(
        gettext_lazy("Updated"), lambda t, names: ago(t.updated_at), "-updated"
    ),
}
USUAL = ("status", "priority", "team", "assignee", "updated")


def is_column(name: object) -> bool:
    """Asks about fields only where it is none of the usual."""
    return isinstance(name, str) and (name in COLUMNS or name in all_columns())


def all_columns() -> dict[str, Column]:
    """With those of details that are short enough to be looked up."""
    fields = [field for field in fields_in_order() if field.kind != LONG_TEXT]
    return COLUMNS | {field.input_name: _detail(field) for field in fields}


def _detail(field: TicketField) -> Column:
    return Column(field.label, lambda t, names: names.detail(t, field))


def drawn(
    tickets: list[Ticket],
    columns: Sequence[str],
    *,
    trail: str,
    company: Iterable[Presence],
    are_ticked: bool,
) -> Iterator[SafeString]:
    """A row of the table for each ticket, whose link carries the trail."""
    known = all_columns()
    chosen = [known[name] for name in columns]
    keys = [name.removeprefix("custom.") for name in columns if name not in COLUMNS]
    names = Names(tickets, company, keys)
    row = _row(tuple(str(column.label) for column in chosen), get_language())
    cells = [column.cell for column in chosen]
    link = conditional_escape(f"?{urlencode({'queue': trail})}")
    unread, read = SafeString(' class="is-unread"'), NOTHING
    ticked = SafeString(" checked") if are_ticked else NOTHING
    for ticket in tickets:
        pk = SafeString(ticket.pk)
        yield format_html(
            row,
            unread if ticket.status == "new" else read,
            *(pk, ticked, pk, pk, pk, link, ticket.subject),
            *(pk, ticket.requester.public_name, names.marks(ticket), _held(ticket)),
            *[cell(ticket, names) for cell in cells],
        )


@lru_cache
def _row(labels: tuple[str, ...], language: str | None) -> str:
    """What `format_html` makes a row of, in the active language, which is named."""
    heads = [_literal(label) for label in labels]
    return _ROW.format(
        choose=_literal(_("Choose #%(number)s")) % {"number": "{}"},
        place=_literal(reverse("desk:queue")),
        cells="".join(f'<td data-label="{head}">{{}}</td>' for head in heads),
    )


def marks_anew(numbers: Iterable[int], company: Iterable[Presence]) -> SafeString:
    """Who has each of the rows open, to take the place of what they say."""
    there = by_ticket(company)
    swapped = ' hx-swap-oob="true"'
    return _joined(
        SafeString(_HERE.format(pk, swapped, _joined(there.get(pk, []))))
        for pk in numbers
    )


def by_ticket(company: Iterable[Presence]) -> dict[int, list[SafeString]]:
    drawn: dict[int, list[SafeString]] = defaultdict(list)
    for presence in company:
        drawn[presence.ticket_id].append(_present(presence))
    return drawn


def _literal(text: str) -> str:
    return escape(text).replace("{", "{{").replace("}", "}}")


def _held(ticket: Ticket) -> SafeString:
    """What is to be decided about it, here and now."""
    if ticket.status != Ticket.Status.HELD:
        return NOTHING
    address = reverse("desk:ticket", args=[ticket.pk])
    return format_html(_HELD, address, _("Let in"), _("Spam"))


def _present(presence: Presence) -> SafeString:
    does, name = presence.get_state_display(), presence.person.public_name
    return format_html(
        ' <span class="present present--{}" title="{} {}">{} {}'
        '<span class="visually-hidden"> {}</span></span>',
        *(presence.state, name, does, icon(presence.icon), name, does),
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    """Nothing is escaped again: `join` of a SafeString gives a plain text."""
    return SafeString("".join(parts))


@lru_cache(maxsize=4096)
def _tag(name: str) -> SafeString:
    address = f"{reverse('desk:queue')}?{urlencode({'tag': name})}"
    return format_html(' <a class="tag" href="{}">{}</a>', address, name)


def _badge(name: str, ticket: Ticket) -> SafeString:
    return _badges(name, get_language())[getattr(ticket, name)]


def _label(name: str, ticket: Ticket) -> str:
    return _labels(name, get_language())[getattr(ticket, name)]


@lru_cache
def _badges(name: str, language: str | None) -> dict[str, SafeString]:
    labels = _labels(name, language)
    return {value: status(value, label) for value, label in labels.items()}


@lru_cache
def _labels(name: str, language: str | None) -> dict[str, str]:
    """In the language that is active, which is the one named."""
    field: Any = Ticket._meta.get_field(name)
    return {value: str(label) for value, label in field.choices}
