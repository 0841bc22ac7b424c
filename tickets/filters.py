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

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from accounts.models import Organization, TeamMembership, User
from accounts.querysets import normalize
from core.remembering import remembered
from notifications.models import Notification
from notifications.querysets import watched_by
from tickets.finding import tickets_found
from tickets.models import UNSOLVED, Ticket, TicketDetail, TicketMessage
from tickets.moments import DAY, day_of, is_span, span_of, start_of
from tickets.querysets import IS_UNSOLVED, TicketQuerySet

Filters = dict[str, list[str]]

VALUES = 50
# as many tickets are found by what they have in common, not by looking at all
RARE = 500
# notes that name somebody: of older ones nobody asks
NOTES = 200
LENGTH = 200
DATES = ("created", "updated", "solved")
# what lies between two days
MOMENTS = (*DATES, "due")
DAYS = [f"{name}_{end}" for name in MOMENTS for end in ("from", "to")]
ALL = set(Ticket.Status.values)
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


def narrowed(rows: TicketQuerySet, filters: Filters, *, viewer: User) -> TicketQuerySet:
    """The rows that fit all of what `read` gave; `viewer` is who “me” is."""
    if "status" not in filters:
        rows = rows.not_set_aside()
    rows = rows.standing()
    for name, values in filters.items():
        if name not in DATES and name not in DAYS:
            rows = rows.filter(_condition(name, values, viewer))
    for name in MOMENTS:
        rows = rows.filter(_within(name, filters))
    return rows


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


def _is_key(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 19


def _one_of(words: Iterable[str], *, or_key: bool = False) -> Callable[[str], bool]:
    known = frozenset(words)
    return lambda value: value in known or (or_key and _is_key(value))


def _is_requester(value: str) -> bool:
    return value == "me" or _is_key(value) or ("@" in value and _is_text(value))


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


def _condition(name: str, values: list[str], viewer: User) -> Q:
    if name.startswith("custom."):
        return _custom(name.removeprefix("custom."), values)
    return _CONDITIONS[name](values, viewer)


def _status(values: list[str], viewer: User) -> Q:
    """Several by what they are not: SQLite would gather their tickets and sort them,
    instead of reading an index in order until the page is full.
    """
    wanted = {each for value in values for each in STATUSES.get(value, [value])}
    if len(wanted) == 1:
        return Q(status=wanted.pop())
    for is_unsolved in (True, False):
        half = {each for each in ALL if (each in UNSOLVED) == is_unsolved}
        if wanted <= half:
            left = half - wanted
            others = ~Q(status__in=sorted(left)) if left else Q()
            return Q(is_unsolved__in=[is_unsolved]) & others
    return ~Q(status__in=sorted(ALL - wanted))


def _column(name: str) -> Callable[[list[str], User], Q]:
    def condition(values: list[str], viewer: User) -> Q:
        return Q(**{name: values[0]} if len(values) == 1 else {f"{name}__in": values})

    return condition


def _teams_of(viewer: User) -> Any:
    return TeamMembership.objects.filter(person=viewer).values("team")


def _team(values: list[str], viewer: User) -> Q:
    found = _keys("team", values)
    if "mine" in values:
        found |= _of_teams(_team_keys(viewer.pk))
    return found | Q(team__isnull=True) if "none" in values else found


def _of_teams(keys: list[int]) -> Q:
    """One by an index; among several SQLite is to look while it reads in order."""
    if len(keys) < 2:
        return Q(team__in=keys)
    same = TeamMembership.objects.filter(team=OuterRef("team"), team__in=keys)
    return Q(Exists(same))


@remembered
def _team_keys(person: int) -> list[int]:
    rows = TeamMembership.objects.filter(person=person)
    return list(rows.values_list("team", flat=True))


def _assignee(values: list[str], viewer: User) -> Q:
    found = _keys("assignee", values, me=viewer)
    if "my-teams" in values:
        mates = TeamMembership.objects.filter(team__in=_teams_of(viewer))
        found |= Q(assignee__in=mates.values("person"))
    return found | Q(assignee__isnull=True) if "nobody" in values else found


def _requester(values: list[str], viewer: User) -> Q:
    found = _keys("requester", values, me=viewer)
    addresses = [normalize(value) for value in values if "@" in value]
    if addresses:
        known = Q(email__in=addresses) | Q(emailaddress__email__in=addresses)
        known_people = User.objects.filter(known).values_list("pk", flat=True)
        found |= Q(requester__in=list(known_people))
    return _by_keys_if_rare(found)


def _organization(values: list[str], viewer: User) -> Q:
    found, named = _keys("organization", values), Q()
    for value in values:
        if not _is_key(value):
            named |= Q(name__iexact=value)
    if named:
        known = Organization.objects.filter(named).values_list("pk", flat=True)
        found |= Q(organization__in=list(known))
    return _by_keys_if_rare(found)


def _keys(column: str, values: list[str], me: User | None = None) -> Q:
    keys = [int(value) for value in values if _is_key(value)]
    if me is not None and "me" in values:
        keys.append(me.pk)
    if len(keys) == 1:
        return Q(**{column: keys[0]})
    return Q(**{f"{column}__in": keys}) if keys else Q()


def _tag(values: list[str], viewer: User) -> Q:
    return _bearing(Ticket.tags.through.objects.filter(tag__name__in=values))


def _bearing(rows: QuerySet[Any], ticket: str = "ticket") -> Q:
    """Rare ones lead to their tickets, common ones are looked for while reading."""
    keys = list(rows.values_list(ticket, flat=True)[: RARE + 1])
    if len(keys) <= RARE:
        return Q(pk__in=keys)
    return Q(Exists(rows.filter(**{ticket: OuterRef("pk")})))


def _due(values: list[str], viewer: User) -> Q:
    now, found = timezone.now(), Q()
    today = start_of(timezone.localdate())
    if "overdue" in values:
        found |= Q(due_at__lt=now)
    if "today" in values:
        for column in ("reply_due_at", "solve_due_at"):
            found |= Q(**{f"{column}__gte": today, f"{column}__lt": today + DAY})
    return _by_keys_if_rare(IS_UNSOLVED & found)


def _snoozed(values: list[str], viewer: User) -> Q:
    """The time decides, whether or not a worker has woken them."""
    if len(values) > 1:
        return Q()
    now = timezone.now()
    if values == ["yes"]:
        return _by_keys_if_rare(Q(snoozed_until__gt=now))
    return Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=now)


def _by_keys_if_rare(found: Q) -> Q:
    """What few tickets have is asked for at once, by the index of its own: reading in
    order until the page is full would go through all of them.
    """
    rows = Ticket.objects.filter(found).order_by().values_list("pk", flat=True)
    keys = list(rows[: RARE + 1])
    return Q(pk__in=keys) if len(keys) <= RARE else found


def _words(values: list[str], viewer: User) -> Q:
    return Q(pk__in=tickets_found(" ".join(values), viewer))


def _within(name: str, filters: Filters) -> Q:
    """All that is said of one moment at once: what each end leaves many of may be few
    between them.
    """
    spans = [span_of(said) for said in filters.get(name, [])[:1] if name in DATES]
    for end in ("from", "to"):
        if day := day_of(filters.get(f"{name}_{end}", [""])[0]):
            start, stop = start_of(day), start_of(day + DAY)
            spans.append((start, None) if end == "from" else (None, stop))
    found = Q()
    for start_at, stop_at in spans:
        found &= Q(**{f"{name}_at__gte": start_at}) if start_at else Q()
        found &= Q(**{f"{name}_at__lt": stop_at}) if stop_at else Q()
    return _by_keys_if_rare(_LED_TO.get(name, Q()) & found) if found else found


# by what an index begins with that leads to the moment
_LED_TO = {"solved": Q(status__in=sorted(ALL)), "due": IS_UNSOLVED}


def _follower(values: list[str], viewer: User) -> Q:
    return _bearing(watched_by(viewer, Ticket), "target_id")


def _mentioned(values: list[str], viewer: User) -> Q:
    named = Notification.objects.mentioning(viewer, TicketMessage)
    events = named.order_by("-event_id").values_list("event__related_id", flat=True)
    notes = TicketMessage.objects.filter(pk__in=list(events[:NOTES]))
    return Q(pk__in=list(notes.values_list("ticket", flat=True)))


def _custom(key: str, values: list[str]) -> Q:
    found = TicketDetail.objects.filter(key=key, value__in=values)
    return _bearing(found)


_CONDITIONS: dict[str, Callable[[list[str], User], Q]] = {
    "q": _words,
    "status": _status,
    "priority": _column("priority"),
    "kind": _column("kind"),
    "channel": _column("channel"),
    "team": _team,
    "assignee": _assignee,
    "requester": _requester,
    "organization": _organization,
    "tag": _tag,
    "due": _due,
    "snoozed": _snoozed,
    "follower": _follower,
    "mentioned": _mentioned,
}
