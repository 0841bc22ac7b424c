"""Who hears of an Event, and by which ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias, cast

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Model, Q, QuerySet, Value

from accounts.models import User
from activity.events import EventType, Hearer
from activity.models import Event
from core.access import Viewer
from core.prepared import Given, Prepared, given_like, is_preparable, values_of
from notifications.models import Mute, Preference
from notifications.querysets import seen_by
from notifications.reasons import mail_by_default

# SQLite joins no more than 500 queries into one.
AT_ONCE = 400
# a person, a reason, a value of Preference.Mail and whether the bell tells it
_Choice: TypeAlias = tuple[int, str, str, bool]
# stands in place of a preference's mail on a row that is a mute
_MUTED = ""


@dataclass(frozen=True)
class Told:
    """A hearer after her own choices; `mail` is a value of Preference.Mail."""

    hearer: Hearer
    mail: str
    bell: bool

    @property
    def person(self) -> User:
        return self.hearer.person

    @property
    def reason(self) -> str:
        return self.hearer.reason


def audience(event: Event, event_type: type[EventType]) -> list[Told]:
    """Nobody twice, not the actor but for receipts, and nobody who may not see it."""
    hearers: dict[int, Hearer] = {}
    for hearer in event_type.hearers(event):
        person = hearer.person
        told = person.pk != event.actor_id or hearer.own_act
        is_there = person.is_active and not person.deleted_at and person.has_mailbox
        if told and is_there:
            hearers.setdefault(person.pk, hearer)
    if not hearers:
        return []
    people = [hearer.person for hearer in hearers.values()]
    seeing = seers(cast(Model, event.target), people, privately=is_private(event))
    chosen = _as_chosen(
        event, event_type, [hearers[pk] for pk in hearers if pk in seeing]
    )
    return [one for one in chosen if one.bell or one.mail != Preference.Mail.NONE]


def is_private(event: Event) -> bool:
    return event.audience == Event.Audience.STAFF


def may_see(target: Model, person: User, *, privately: bool) -> bool:
    return bool(seers(target, [person], privately=privately))


def seers(target: Model, people: Sequence[User], *, privately: bool) -> set[int]:
    """The keys of those who see the target, asked in one query for all of them.

    `privately`: who sees it as staff does, an agent's own tickets left out.
    """
    if len(people) == 1 and is_preparable(type(target)):
        [person] = people
        asked = _seen_by(given_like(person), type(target), privately=privately)
        seen = asked.ask(target=target.pk, **values_of(person))
        return {person.pk} if seen else set()
    found: set[int] = set()
    for start in range(0, len(people), AT_ONCE):
        queries = [
            seen_by(person, type(target), privately=privately)
            .filter(pk=target.pk)
            .order_by()
            .annotate(seer=Value(person.pk, IntegerField()))
            .values_list("seer", flat=True)
            for person in people[start : start + AT_ONCE]
        ]
        found.update(queries[0].union(*queries[1:], all=True))
    return found


@cache
def _seen_by(
    viewer: Viewer, model: type[Model], *, privately: bool
) -> Prepared[tuple[int]]:
    """Of one person: most that happens is told to one."""
    seen = seen_by(viewer, model, privately=privately).filter(pk=Given("target"))
    return Prepared(seen.order_by().values_list("pk"))


def _as_chosen(
    event: Event, event_type: type[EventType], hearers: Sequence[Hearer]
) -> Iterator[Told]:
    place = event.target_type_id, event.target_id
    chosen, muted = _choices(place, [hearer.person for hearer in hearers])
    for hearer in hearers:
        person, reason = hearer.person, hearer.reason
        mail, bell = chosen.get(
            (person.pk, reason), (mail_by_default(person, reason), True)
        )
        if hearer.chosen:
            # "only in the bell" is no way to hear nothing
            mail, bell = hearer.chosen, bell or hearer.chosen == Preference.Mail.NONE
        if not (event_type.mail and hearer.mail) or (person.pk, reason) in muted:
            mail = Preference.Mail.NONE
        yield Told(hearer, mail, hearer.bell and bell)


def mailed(target: Model, people: Sequence[User], *, reason: str) -> list[User]:
    """Those who chose to get mail for this reason, and have not stopped it here."""
    place = ContentType.objects.get_for_model(target).pk, target.pk
    chosen, muted = _choices(place, people)
    return [
        person
        for person in people
        if (person.pk, reason) not in muted
        and chosen.get((person.pk, reason), (mail_by_default(person, reason),))[0]
        != Preference.Mail.NONE
    ]


def _choices(
    place: tuple[Any, Any], people: Sequence[User]
) -> tuple[dict[tuple[int, str], tuple[str, bool]], set[tuple[int, str]]]:
    """What people prefer for each reason, and what they muted here, in one query."""
    kind, pk = place
    if len(people) == 1:
        rows = _choices_of_one().ask(person=people[0].pk, kind=kind, target=pk)
    else:
        rows = list(_choices_of(Q(person__in=people), kind, pk))
    chosen, silent = {}, set()
    for person, reason, mail, bell in rows:
        if mail == _MUTED:
            silent.add((person, reason))
        else:
            chosen[person, reason] = mail, bool(bell)
    return chosen, silent


@cache
def _choices_of_one() -> Prepared[_Choice]:
    person = Q(person=Given("person"))
    return Prepared(_choices_of(person, Given("kind"), Given("target")))


def _choices_of(
    whose: Q, kind: int | Given, target: int | Given
) -> QuerySet[Any, _Choice]:
    preferred = Preference.objects.filter(whose)
    muted = Mute.objects.filter(whose, target_type=kind, target_id=target)
    return preferred.values_list("person", "reason", "mail", "bell").union(
        muted.values_list("person", "reason", Value(_MUTED), Value(False)), all=True
    )
