"""Which tickets fit what `tickets.filters` read.

A list is read in the order of an index until its page is full. What few tickets have
would let it go through all of them: those are gathered first, and sorted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import (
    BooleanField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.expressions import Combinable
from django.db.models.lookups import GreaterThanOrEqual, In, LessThan
from django.utils import timezone

from accounts.models import Organization, TeamMembership, User
from accounts.querysets import normalize
from core.remembering import remembered
from notifications.models import Notification
from notifications.querysets import watched_by
from tickets.filters import DATES, DAYS, MOMENTS, STATUSES, Filters, is_key
from tickets.finding import tickets_found
from tickets.models import UNSOLVED, Ticket, TicketDetail, TicketMessage
from tickets.moments import DAY, Span, day_of, span_of, start_of
from tickets.querysets import IS_UNSOLVED, TicketQuerySet

# as many are sooner sorted than met among all
FEW = 5000
# notes that name somebody: of older ones nobody asks
NOTES = 200
ALL = set(Ticket.Status.values)


class Aside(Func):
    """A column of which SQLite is to use no index: it knows no numbers of rows, and
    would gather and sort nearly all to leave out few. PostgreSQL knows.
    """

    arity, template = 1, "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


class Among(Func):
    """A value is one of those of an array, which is gathered first."""

    template, arg_joiner = "%(expressions)s)", " = ANY ("
    output_field = BooleanField()


class Fit(NamedTuple):
    """How a ticket is asked whether it fits, and what reads the keys of all that do.

    `in_order`: an index holds just those in the order of lists. `beside`: how it is
    asked of what another leads to, so that no index of its own leads.
    """

    asked: Q
    keys: QuerySet[Any, Any] | None = None
    in_order: bool = False
    beside: Q | None = None


def narrowed(
    rows: TicketQuerySet, filters: Filters, *, viewer: User, order: Sequence[str] = ()
) -> TicketQuerySet:
    """The rows that fit all of what `read` gave; `viewer` is who “me” is, `order` that
    in which they will be read.
    """
    if "status" not in filters:
        rows = rows.not_set_aside()
    fits = [
        _fit(name, values, viewer)
        for name, values in filters.items()
        if name not in DATES and name not in DAYS
    ]
    fits += [_within(name, filters, order) for name in MOMENTS]
    # words have led to few already
    leading = None if "q" in filters else _fewest(fits, viewer)
    asked = [fit.asked if leading is None else _beside(fit, leading) for fit in fits]
    # asked of each row in this order, and first what leaves out the most
    return Ticket.objects.filter(*reversed(asked)) & rows.standing()


def _fewest(fits: Sequence[Fit], viewer: User) -> Fit | None:
    """What the fewest tickets fit, if they are few; one query."""
    if all(fit.in_order or fit.keys is None for fit in fits):
        return None
    leading = [fit for fit in fits if fit.keys is not None]
    counts = User.objects.filter(pk=viewer.pk).values_list(*map(_count, leading)).get()
    few, fewest = min(zip(counts, leading, strict=True), key=lambda each: each[0])
    return fewest if few <= FEW else None


def _beside(fit: Fit, leading: Fit) -> Q:
    """What leads is not asked again: PostgreSQL would expect next to none."""
    if fit is leading:
        return _among(_few(fit))
    return fit.beside or fit.asked


def _among(keys: QuerySet[Any, Any]) -> Q:
    """PostgreSQL, left to join with them, would read all tickets instead."""
    if connection.vendor == "sqlite":
        return Q(pk__in=keys)
    return Q(Among("pk", Subquery(keys, template="ARRAY(%(subquery)s)")))


def _few(fit: Fit) -> QuerySet[Any, Any]:
    assert fit.keys is not None
    return fit.keys[: FEW + 1]


def _count(fit: Fit) -> Subquery:
    return Subquery(
        _few(fit),
        output_field=IntegerField(),
        template="(SELECT count(*) FROM (%(subquery)s) AS fit)",
    )


def _fit(name: str, values: list[str], viewer: User) -> Fit:
    if name.startswith("custom."):
        return _custom(name.removeprefix("custom."), values)
    fit = _FITS[name](values, viewer)
    return fit if isinstance(fit, Fit) else Fit(fit)


def _status(values: list[str], viewer: User) -> Fit:
    wanted = {each for value in values for each in STATUSES.get(value, [value])}
    beside = Q(In(Aside("status"), sorted(wanted)))
    return Fit(_in_order(wanted), beside=beside)


def _in_order(wanted: set[str]) -> Q:
    """Several by what they are not: SQLite would gather their tickets and sort them,
    instead of reading an index in order until the page is full.
    """
    if len(wanted) == 1:
        return Q(status=min(wanted))
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


def _assignee(values: list[str], viewer: User) -> Q | Fit:
    found = _keys("assignee", values, me=viewer)
    if not {"nobody", "my-teams"} & set(values):
        return _led_to(found)._replace(in_order=True)
    if "my-teams" in values:
        mates = TeamMembership.objects.filter(team__in=_teams_of(viewer))
        found |= Q(assignee__in=mates.values("person"))
    return found | Q(assignee__isnull=True) if "nobody" in values else found


def _requester(values: list[str], viewer: User) -> Fit:
    addresses = [normalize(value) for value in values if "@" in value]
    # no "or": PostgreSQL would look at every person
    first = User.objects.filter(email__in=addresses).values("pk")
    others = EmailAddress.objects.filter(email__in=addresses).values("user")
    known = User.objects.filter(pk__in=first.union(others))
    return _of_named(
        "requester", _keys("requester", values, me=viewer), known, addresses
    )


def _organization(values: list[str], viewer: User) -> Fit:
    names = [value for value in values if not is_key(value)]
    known = Organization.objects.filter(
        reduce(or_, (Q(name__iexact=name) for name in names), Q())
    )
    return _of_named("organization", _keys("organization", values), known, names)


def _of_named(
    column: str, keys: Q, named: QuerySet[Any, Any], names: Sequence[str]
) -> Fit:
    if not names:
        return _led_to(keys)
    same = Exists(named.filter(pk=OuterRef(column)))
    leading = Ticket.objects.filter(keys | Q(**{f"{column}__in": named.values("pk")}))
    return Fit(keys | Q(same), _keys_in(leading))


def _keys(column: str, values: list[str], me: User | None = None) -> Q:
    keys = [int(value) for value in values if is_key(value)]
    if me is not None and "me" in values:
        keys.append(me.pk)
    if len(keys) == 1:
        return Q(**{column: keys[0]})
    return Q(**{f"{column}__in": keys}) if keys else Q()


def _tag(values: list[str], viewer: User) -> Fit:
    return _bearing(Ticket.tags.through.objects.filter(tag__name__in=values))


def _bearing(rows: QuerySet[Any, Any], ticket: str = "ticket") -> Fit:
    """By rows of another table."""
    asked = Q(Exists(rows.filter(**{ticket: OuterRef("pk")})))
    return Fit(asked, _keys_in(rows, ticket))


def _led_to(found: Q) -> Fit:
    """By an index of tickets that begins with it."""
    return Fit(found, _keys_in(Ticket.objects.filter(found)))


def _keys_in(rows: QuerySet[Any, Any], ticket: str = "pk") -> QuerySet[Any, Any]:
    return rows.order_by().values(ticket_key=F(ticket))


def _due(values: list[str], viewer: User) -> Fit:
    now, found = timezone.now(), Q()
    today = start_of(timezone.localdate())
    if "overdue" in values:
        found |= Q(due_at__lt=now)
    if "today" in values:
        for column in ("reply_due_at", "solve_due_at"):
            found |= Q(**{f"{column}__gte": today, f"{column}__lt": today + DAY})
    return _led_to(IS_UNSOLVED & found)


def _snoozed(values: list[str], viewer: User) -> Q | Fit:
    """The time decides, whether or not a worker has woken them."""
    if len(values) > 1:
        return Q()
    now = timezone.now()
    if values == ["yes"]:
        return _led_to(Q(snoozed_until__gt=now))
    return Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=now)


def _words(values: list[str], viewer: User) -> Q:
    return Q(pk__in=tickets_found(" ".join(values), viewer))


def _within(name: str, filters: Filters, order: Sequence[str]) -> Fit:
    """All that is said of one moment at once: what each end leaves many of may be few
    between them.
    """
    spans = [span_of(said) for said in filters.get(name, [])[:1] if name in DATES]
    for end in ("from", "to"):
        if day := day_of(filters.get(f"{name}_{end}", [""])[0]):
            start, stop = start_of(day), start_of(day + DAY)
            spans.append((start, None) if end == "from" else (None, stop))
    if not spans:
        return Fit(Q())
    column = f"{name}_at"
    is_sorted_by = column in [each.lstrip("-") for each in order[:1]]
    asked = _between(F(column) if is_sorted_by else Aside(column), spans)
    keys = Ticket.objects.filter(_LED_TO.get(name, Q()) & _between(F(column), spans))
    return Fit(IS_UNSOLVED & asked if name == "due" else asked, _keys_in(keys))


def _between(column: Combinable, spans: Iterable[Span]) -> Q:
    found = Q()
    for start_at, stop_at in spans:
        found &= Q(GreaterThanOrEqual(column, start_at)) if start_at else Q()
        found &= Q(LessThan(column, stop_at)) if stop_at else Q()
    return found


# by what an index begins with that leads to the moment
_LED_TO = {"solved": Q(status__in=sorted(ALL)), "due": IS_UNSOLVED}


def _follower(values: list[str], viewer: User) -> Fit:
    return _bearing(watched_by(viewer, Ticket), "target_id")


def _mentioned(values: list[str], viewer: User) -> Fit:
    named = Notification.objects.mentioning(viewer, TicketMessage)
    events = named.order_by("-event_id").values("event__related_id")
    return _bearing(TicketMessage.objects.filter(pk__in=events[:NOTES]))


def _custom(key: str, values: list[str]) -> Fit:
    return _bearing(TicketDetail.objects.filter(key=key, value__in=values))


_FITS: dict[str, Callable[[list[str], User], Q | Fit]] = {
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
