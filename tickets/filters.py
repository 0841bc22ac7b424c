"""The one language of filters: queue, saved views, bulk, export and API speak it.

A flat mapping of names to values, each a text or a list of texts, any of which will do:

    {"status": ["new", "open"], "assignee": "me", "created": "last 7 days"}

An address says the same with commas: `?status=new,open&assignee=me`. `read` takes
either from anybody: what it does not know is left out, and `refused` names it.

| name | values |
|---|---|
| `status` | a status, `unsolved`, `finished`; without it spam and trash are left out |
| `priority`, `kind`, `channel` | as on the ticket |
| `team` | a key, `mine`, `none` |
| `assignee` | a key, `me`, `nobody`, `my-teams` |
| `requester` | a key, `me`, an e-mail address |
| `organization` | a key, a name without a comma |
| `tag` | a name |
| `custom.<key>` | what the custom field holds |
| `created`, `updated`, `solved` | `today`, `last 7 days`, `over 2 weeks ago` |
| `due` | `overdue`, `today` |
| `created_from`, `created_to`, …, `due_to` | a day, included |
| `follower` | `me` |
| `mentioned` | `me`, by the last 200 notes that do |
| `snoozed` | `yes`, `no` |
| `q` | words, or a number |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from tickets.models import UNSOLVED, Ticket
from tickets.moments import day_of, is_span

Filters = dict[str, list[str]]

VALUES = 50
LENGTH = 200
DATES = ("created", "updated", "solved")
# what lies between two days
MOMENTS = (*DATES, "due")
DAYS = [f"{name}_{end}" for name in MOMENTS for end in ("from", "to")]
STATUSES = {"unsolved": list(UNSOLVED), "finished": ["solved", "closed"]}
_CUSTOM = re.compile(r"custom\.[a-z][a-z0-9_-]{0,49}")
# texts that may hold a comma
_WHOLE = ("q",)


def read(given: Mapping[str, Any]) -> Filters:
    """What of it can be meant, in one spelling. Never fails."""
    filters: Filters = {}
    for name in given:
        check = _check_of(name)
        if check is None:
            continue
        kept = [value for value in _values(name, given) if check(value)]
        if kept:
            filters[name] = kept
    return filters


def knows(name: str) -> bool:
    return _check_of(name) is not None


def refused(given: Mapping[str, Any]) -> list[str]:
    """The names of which `read` leaves anything out, for who had better be told."""
    kept = read(given)
    return [
        str(name)
        for name in given
        if given[name] not in ("", None, [])
        and (name not in kept or _values(name, given) != kept[name])
    ]


def as_query(filters: Filters) -> str:
    """The filters as an address says them."""
    said = {
        name: values if name.startswith("custom.") else ",".join(values)
        for name, values in filters.items()
    }
    return urlencode(said, doseq=True)


def _values(name: str, given: Mapping[str, Any]) -> list[str]:
    """Texts without doubles and empty ones, as they are compared."""
    got: Any = given.getlist(name) if isinstance(given, QueryDict) else given[name]
    several = got if isinstance(got, list | tuple) else [got]
    plain = [value for value in several if isinstance(value, str | int)]
    texts = [str(value) for value in plain if not isinstance(value, bool)]
    if name not in _WHOLE and not name.startswith("custom."):
        texts = [part for text in texts for part in text.split(",")]
    tidy = [" ".join(text.split()) for text in texts[:VALUES]]
    if name == "tag":
        tidy = [text.lower() for text in tidy]
    return list(dict.fromkeys(text for text in tidy if text))[:VALUES]


def _check_of(name: Any) -> Callable[[str], bool] | None:
    if not isinstance(name, str):
        return None
    if _CUSTOM.fullmatch(name):
        return _is_text
    return _CHECKS.get(name)


def _is_text(value: str) -> bool:
    """What every database takes: no NUL, no half of a surrogate pair."""
    return len(value) <= LENGTH and "\x00" not in value and value.isprintable()


def is_key(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 19


def _one_of(words: Iterable[str], *, or_key: bool = False) -> Callable[[str], bool]:
    known = frozenset(words)
    return lambda value: value in known or (or_key and is_key(value))


def _is_requester(value: str) -> bool:
    return value == "me" or is_key(value) or ("@" in value and _is_text(value))


_CHECKS: dict[str, Callable[[str], bool]] = {
    "q": _is_text,
    "status": _one_of([*Ticket.Status.values, *STATUSES]),
    "priority": _one_of(Ticket.Priority.values),
    "kind": _one_of(Ticket.Kind.values),
    "channel": _one_of(Ticket.Channel.values),
    "team": _one_of(["mine", "none"], or_key=True),
    "assignee": _one_of(["me", "nobody", "my-teams"], or_key=True),
    "requester": _is_requester,
    "organization": _is_text,
    "tag": _is_text,
    "due": _one_of(["overdue", "today"]),
    "snoozed": _one_of(["yes", "no"]),
    "follower": _one_of(["me"]),
    "mentioned": _one_of(["me"]),
    **dict.fromkeys(DATES, is_span),
    **dict.fromkeys(DAYS, lambda text: day_of(text) is not None),
}
