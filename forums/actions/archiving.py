"""Questions that nobody wrote in for long: to be read, and asked anew."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from accounts.models import User
from activity.actions import now, record
from forums import events
from forums.actions.rows import lock
from forums.models import Forum, Topic


@transaction.atomic
def archive_topic(topic: Topic, *, by: User | None) -> bool:
    lock(topic)
    if topic.is_archived:
        return False
    topic.archived_at = now()
    topic.save(update_fields=["archived_at"])
    record(events.TopicArchived, topic, by=by)
    return True


@transaction.atomic
def unarchive_topic(topic: Topic, *, by: User) -> bool:
    """It is archived again when it has been silent for as long once more."""
    lock(topic)
    if not topic.is_archived:
        return False
    topic.archived_at = None
    topic.save(update_fields=["archived_at"])
    record(events.TopicUnarchived, topic, by=by)
    return True


def archive_stale(at_most: int) -> int:
    """Of every forum that archives; how many were."""
    count = 0
    for forum in Forum.objects.filter(archive_days__isnull=False):
        before = now() - timedelta(days=forum.archive_days or 0)
        stale = Topic.objects.filter(forum=forum).stale(before)
        for topic in stale[: at_most - count]:
            count += archive_topic(topic, by=None)
    return count
