from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from activity.actions import record
from forums import events
from forums.actions.rows import lock
from forums.models import Topic
from tickets.actions.tags import tags_named, tidy_tags


@transaction.atomic
def tag_topic(topic: Topic, *, by: User, names: Iterable[str]) -> bool:
    """Exactly these tags."""
    lock(topic)
    wanted = tidy_tags(names)
    before = set(topic.tags.values_list("name", flat=True))
    if wanted == before:
        return False
    topic.tags.set(tags_named(wanted))
    data = {"added": sorted(wanted - before), "removed": sorted(before - wanted)}
    record(events.TopicTagged, topic, by=by, data=data)
    return True
