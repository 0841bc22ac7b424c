"""What the bell says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import DateTimeField
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from activity.events import EventType, registry
from activity.models import Event
from core.prepared import Given, Prepared
from notifications.audience import is_private
from notifications.models import Notification
from notifications.querysets import seen_by

_Key: TypeAlias = tuple[int, bool, int]

# The header shows "99+" beyond.
COUNTED = 99


@dataclass(frozen=True)
class BellLine:
    """`thing` is None where the person cannot see it any more; then no link either."""

    notification: Notification
    sentence: str
    thing: Any
    link: str


def unread_count(person: User) -> int:
    """At most one more than is shown: the hundredth costs as much as the millionth."""
    return len(_unread().ask(person=person.pk, now=timezone.now()))


@cache
def _unread() -> Prepared[Notification]:
    now = Given("now", DateTimeField())
    unread = Notification.objects.bell_at(Given("person"), now).unread()
    return Prepared(unread.only("pk")[: COUNTED + 1])


def bell_lines(rows: Sequence[Notification], person: User) -> list[BellLine]:
    """One query for each kind of thing in the rows."""
    things = visible_things([_key(row.event) for row in rows], person)
    lines = []
    for row in rows:
        thing = things.get(_key(row.event))
        kind = registry.get(row.event.verb, EventType)
        if thing is not None:
            row.event.target = thing  # for the sentence and the link, fetched already
        with translation.override(settings.LANGUAGE_CODE):  # it may stand in a mail
            link = kind.link_for(row.event, person) if thing is not None else ""
        sentence = sentence_of(row.event, kind, thing, person)
        lines.append(BellLine(row, sentence, thing, link))
    return lines


def sentence_of(event: Event, kind: type[EventType], thing: Any, person: User) -> str:
    if thing is None:
        return _("About something that you cannot see any more")
    actor = event.actor.public_name if event.actor else _("Somebody")
    words = {**event.data, "actor": actor, "target": thing}
    sentence = kind.sentence_for(event, person)
    if not sentence:
        return _("News on %(thing)s") % {"thing": thing}
    return str(sentence).format_map(defaultdict(str, words))


def visible_things(keys: Iterable[_Key], person: User) -> dict[_Key, Any]:
    """Type, whether she must see it as staff does, and id; one query for each kind."""
    ids: dict[tuple[int, bool], set[int]] = defaultdict(set)
    for type_id, privately, pk in keys:
        ids[type_id, privately].add(pk)
    found = {}
    for (type_id, privately), pks in ids.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is not None:
            seen = seen_by(person, model, privately=privately)
            for thing in seen.filter(pk__in=pks):
                found[type_id, privately, thing.pk] = thing
    return found


def _key(event: Event) -> _Key:
    return event.target_type_id, is_private(event), event.target_id
