from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from activity.actions import now, record
from activity.events import EventType
from core.markdown import render
from forums import events
from forums.actions.answers import withdraw_marks
from forums.actions.banners import close_incident, keep_banners
from forums.actions.clock import start_clock, stop_clock
from forums.actions.fixes import spread_fix
from forums.actions.holding import must_hold, tell_held
from forums.actions.quotes import follow_topic
from forums.actions.rows import count_topics, create_topic, lock, recount, write
from forums.models import Forum, Post, Topic
from notifications.actions import watch
from search.actions import remember_reading
from tickets.actions.tags import tags_named


def start_topic(
    forum: Forum,
    *,
    by: User,
    kind: str,
    title: str,
    body: str,
    client_key: UUID | None = None,
    read: Iterable[Model] = (),
    tags: Iterable[str] = (),
) -> Topic:
    """A new topic, followed by its author, who is also the first to have it.

    `read` is what she had read before she asked.

    Sent again with the same client key it returns the earlier topic.
    """
    rendered = render(body)  # before the lock: nobody waits for a long text
    key = client_key or uuid4()
    with transaction.atomic():
        Forum.objects.select_for_update(no_key=True).get(pk=forum.pk)
        earlier = forum.topics.filter(author=by, client_key=key).first()
        if earlier is not None:
            return earlier
        topic = create_topic(
            forum, by=by, kind=kind, title=title, at=now(), client_key=key
        )
        post = write(topic, by=by, body=body, rendered=rendered, client_key=key)
        topic.tags.set(tags_named(tags))
        watch(topic, person=by)
        remember_reading(topic, read)
        if must_hold(post):
            _hold(topic, post)
            return topic
        counted = ["last_number", "post_count", "latest_at"]
        topic.save(update_fields=[*counted, *start_clock(topic)])
        count_topics(forum.pk, 1)
        record(events.TopicOpened, forum, by=by, related=topic)
    return topic


@transaction.atomic
def set_state(topic: Topic, *, by: User, state: str) -> bool:
    """Any state of the topic's kind but solved, which an accepted answer brings."""
    if state not in Topic.STATES[topic.kind] or state == Topic.State.SOLVED:
        raise ValueError(f"A {topic.kind} cannot be set to {state!r}")
    lock(topic)
    before = topic.state
    if before == state:
        return False
    topic.state = state
    withdraw_marks(topic)
    if state == Topic.State.FIXED:
        spread_fix(topic, by=by)
        for incident in topic.incidents.open():
            close_incident(incident, by=by)
    stopped = stop_clock(topic) + start_clock(topic)
    topic.save(update_fields=["state", "accepted_post", *stopped])
    data = {"from": before, "to": state}
    record(events.TopicStateChanged, topic, by=by, data=data)
    return True


def lock_topic(topic: Topic, *, by: User) -> bool:
    return _change(topic, events.TopicLocked, by, is_locked=True)


def unlock_topic(topic: Topic, *, by: User) -> bool:
    return _change(topic, events.TopicUnlocked, by, is_locked=False)


def pin_topic(topic: Topic, *, by: User, until: date | None = None) -> bool:
    """To the end of that day, or for good."""
    pinned = {"is_pinned": True, "pinned_until": until}
    return _change(topic, events.TopicPinned, by, **pinned)


def unpin_topic(topic: Topic, *, by: User | None) -> bool:
    pinned = {"is_pinned": False, "pinned_until": None}
    return _change(topic, events.TopicUnpinned, by, **pinned)


def feature_topic(topic: Topic, *, by: User, until: date | None = None) -> bool:
    """To the end of that day, or for good."""
    featured = {"is_featured": True, "featured_until": until}
    return _change(topic, events.TopicFeatured, by, **featured)


def unfeature_topic(topic: Topic, *, by: User | None) -> bool:
    featured = {"is_featured": False, "featured_until": None}
    return _change(topic, events.TopicUnfeatured, by, **featured)


def unpin_what_is_over() -> None:
    """What was pinned or featured until a day that is over."""
    today = timezone.localdate()
    for topic in Topic.objects.filter(pinned_until__lt=today):
        unpin_topic(topic, by=None)
    for topic in Topic.objects.filter(featured_until__lt=today):
        unfeature_topic(topic, by=None)


@transaction.atomic
def move_topic(topic: Topic, *, by: User, forum: Forum) -> bool:
    lock(topic)
    before = topic.forum_id
    if before == forum.pk:
        return False
    topic.forum = forum
    topic.save(update_fields=["forum", *start_clock(topic)])
    if topic.is_published:
        for forum_id, change in sorted([(before, -1), (forum.pk, 1)]):
            count_topics(forum_id, change)
    keep_banners(topic)
    follow_topic(topic)
    data = {"from": before, "to": forum.pk, "forum": before}
    record(events.TopicMoved, topic, by=by, related=forum, data=data)
    return True


def _hold(topic: Topic, post: Post) -> None:
    post.state = Post.State.HELD
    post.save(update_fields=["state"])
    topic.visibility = Topic.Visibility.HELD
    topic.save(update_fields=["last_number", "visibility", *recount(topic)])
    tell_held(post)


@transaction.atomic
def _change(
    topic: Topic, event_type: type[EventType], by: User | None, **fields: Any
) -> bool:
    lock(topic)
    changed = [name for name, value in fields.items() if getattr(topic, name) != value]
    if not changed:
        return False
    for name in changed:
        setattr(topic, name, fields[name])
    topic.save(update_fields=changed)
    record(event_type, topic, by=by)
    return True
