"""What follows from the posts of a topic: its counts, its answer, its state."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Count, F, Max, Q

from forums.models import Post, Topic

_FIELDS = ["last_number", "post_count", "latest_at", "accepted_post_id", "state"]


def settle(
    topics: Collection[Topic],
    *,
    accepted: Mapping[int, str],
    waiting: Collection[int],
    left: Collection[int],
) -> list[Topic]:
    """Those that changed, saved.

    `accepted`: by topic, what the post is known by that solved it. `waiting`: topics
    whose askers owe an answer. `left`: topics whose answers and states stay.
    """
    keys = [topic.pk for topic in topics]
    before = {topic.pk: _state_of(topic) for topic in topics}
    counts = _counts(keys)
    answers = Post.objects.published().replies().filter(topic__in=keys)
    known = answers.filter(source_key__in=accepted.values())
    chosen = {(post.topic_id, post.source_key): post for post in known}
    helped = set(
        answers.exclude(author=F("topic__author")).values_list("topic", flat=True)
    )
    for topic in topics:
        _count(topic, counts.get(topic.pk))
        if topic.pk not in left:
            topic.accepted_post = chosen.get((topic.pk, accepted.get(topic.pk, "")))
            topic.state = _state(
                topic, is_helped=topic.pk in helped, waits=topic.pk in waiting
            )
    changed = [topic for topic in topics if _state_of(topic) != before[topic.pk]]
    Topic.objects.bulk_update(changed, _FIELDS, batch_size=100)
    _mark([topic for topic in changed if topic.pk not in left])
    return changed


def _count(topic: Topic, found: dict[str, Any] | None) -> None:
    """Nothing is found of one that was merged into another."""
    if found:
        topic.last_number, topic.post_count = found["last"], found["shown"]
        topic.latest_at = found["at"] or topic.created_at


def _counts(topics: list[int]) -> dict[int, dict[str, Any]]:
    shown = Q(state=Post.State.PUBLISHED)
    rows = Post.objects.filter(topic__in=topics).order_by().values("topic")
    found = rows.annotate(
        last=Max("number"),
        shown=Count("pk", filter=shown),
        at=Max("created_at", filter=shown),
    )
    return {row["topic"]: dict(row) for row in found}


def _state_of(topic: Topic) -> tuple[object, ...]:
    return tuple(getattr(topic, name) for name in _FIELDS)


def _state(topic: Topic, *, is_helped: bool, waits: bool) -> str:
    if topic.accepted_post:
        return Topic.State.SOLVED
    if waits:
        return Topic.State.NEEDS_INFO
    return Topic.State.ANSWERED if is_helped else Topic.State.OPEN


def _mark(topics: list[Topic]) -> None:
    """When it was accepted, no file says: it counts since it was written."""
    chosen = [topic.accepted_post_id for topic in topics if topic.accepted_post_id]
    marked = Post.objects.filter(topic__in=topics, accepted_at__isnull=False)
    marked.exclude(pk__in=chosen).update(accepted_at=None)
    Post.objects.filter(pk__in=chosen, accepted_at=None).update(
        accepted_at=F("created_at")
    )
