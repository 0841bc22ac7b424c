from __future__ import annotations

from django.db import transaction
from django.db.models import F

from accounts.models import User
from activity.actions import now, record
from forums import events
from forums.models import MeToo, Topic


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


def _count(topic: Topic, change: int) -> None:
    Topic.objects.filter(pk=topic.pk).update(me_too_count=F("me_too_count") + change)
    topic.refresh_from_db(fields=["me_too_count"])
