"""Saying that one is answering a topic. A claim keeps nobody out."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from accounts.models import User
from activity.actions import now, record
from forums import events
from forums.actions.rows import lock
from forums.models import Topic

LASTS = timedelta(minutes=10)


@transaction.atomic
def claim_topic(topic: Topic, *, by: User) -> bool:
    """Hers for ten minutes from now, whoever had it; whether it changed hands."""
    lock(topic)
    is_hers = topic.is_claimed and topic.claimed_by_id == by.pk
    topic.claimed_by, topic.claimed_until = by, now() + LASTS
    topic.save(update_fields=["claimed_by", "claimed_until"])
    if not is_hers:
        record(events.TopicClaimed, topic, by=by)
    return not is_hers


@transaction.atomic
def release_topic(topic: Topic, *, by: User) -> bool:
    """Her own claim alone: another's may be taken over, not dropped."""
    lock(topic)
    if not topic.is_claimed or topic.claimed_by_id != by.pk:
        return False
    topic.claimed_by = topic.claimed_until = None
    topic.save(update_fields=["claimed_by", "claimed_until"])
    record(events.TopicReleased, topic, by=by)
    return True


def end_claim(topic: Topic, by: User) -> list[str]:
    """Who posts needs no claim any more; the changed fields of the locked topic."""
    if topic.claimed_by_id != by.pk:
        return []
    topic.claimed_by = topic.claimed_until = None
    return ["claimed_by", "claimed_until"]
