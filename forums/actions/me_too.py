from __future__ import annotations

from django.db import transaction
from django.db.models import F

from accounts.actions import find_or_create_guest
from accounts.models import User
from activity.actions import now, record
from forums import events
from forums.models import MeToo, Topic
from forums.permissions import can_me_too
from notifications.actions import unmute


@transaction.atomic
def press_me_too(topic: Topic, *, by: User) -> bool:
    """The unique row decides, so the count is right however many press at once."""
    _, changed = MeToo.objects.get_or_create(
        topic=topic, person=by, defaults={"created_at": now()}
    )
    if changed:
        _count(topic, 1)
        record(events.MeTooPressed, topic, by=by)
    return changed


@transaction.atomic
def withdraw_me_too(topic: Topic, *, by: User) -> bool:
    """The author's own cannot be withdrawn."""
    rows = MeToo.objects.filter(topic=topic, person=by)
    deleted, _ = rows.exclude(person=topic.author_id).delete()
    if deleted:
        _count(topic, -1)
        record(events.MeTooWithdrawn, topic, by=by)
    return bool(deleted)


@transaction.atomic
def tell_when_solved(topic: Topic, *, by: User) -> bool:
    """Who said me too hears of it at once, by mail, though she stopped that before."""
    unmute(topic, person=by, reason="told_when_solved")
    rows = MeToo.objects.filter(topic=topic, person=by, wants_mail=False)
    return bool(rows.update(wants_mail=True))


def tell_with_the_rest(topic: Topic, *, by: User) -> bool:
    """She hears of it as she prefers for whatever she has, too."""
    rows = MeToo.objects.filter(topic=topic, person=by, wants_mail=True)
    return bool(rows.update(wants_mail=False))


@transaction.atomic
def take_guest(topic: Topic, *, email: str) -> bool:
    """Me too by whoever has just proven this address; it may be that of a member."""
    person = find_or_create_guest(email)
    if not can_me_too(person, topic):
        return False
    pressed = press_me_too(topic, by=person)
    return tell_when_solved(topic, by=person) or pressed


def _count(topic: Topic, change: int) -> None:
    Topic.objects.filter(pk=topic.pk).update(me_too_count=F("me_too_count") + change)
    topic.refresh_from_db(fields=["me_too_count"])
