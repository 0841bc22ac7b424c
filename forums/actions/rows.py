"""What every action does to the rows of a topic."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Max

from accounts.models import User
from activity.actions import now
from composer.actions import attach_pictures
from core.markdown import Rendered
from core.slugs import slug_of
from forums.actions.quotes import keep_quotes
from forums.models import Forum, MeToo, Post, Topic, starting_state


def lock(topic: Topic) -> None:
    """Bring the row up to date and hold it until the caller's transaction ends."""
    rows = Topic.objects.select_for_update(no_key=True)
    topic.refresh_from_db(from_queryset=rows)


def lock_standing(topic: Topic) -> Topic:
    """The same, or what it was merged into while we waited."""
    lock(topic)
    while topic.merged_into is not None:
        topic = topic.merged_into
        lock(topic)
    return topic


def lock_post(post: Post) -> Topic:
    """Posts change under the lock of their topic; the post comes up to date, too.

    It may have been split off or merged while we waited: then that is its topic.
    """
    while True:
        topic = post.topic
        lock(topic)
        post.refresh_from_db()
        if post.topic_id == topic.pk:
            post.topic = topic
            return topic


def create_topic(
    forum: Forum, *, by: User, kind: str, title: str, at: datetime, client_key: UUID
) -> Topic:
    """Without a post so far. Its author is the first who has it."""
    is_shared = kind in Topic.SHARED_KINDS
    topic = Topic.objects.create(
        forum=forum,
        kind=kind,
        state=starting_state(kind),
        title=title,
        slug=slug_of(title, otherwise="topic"),
        author=by,
        client_key=client_key,
        created_at=at,
        me_too_count=int(is_shared),
    )
    if is_shared:
        MeToo.objects.create(topic=topic, person=by, created_at=at)
    return topic


def write(
    topic: Topic, *, by: User, body: str, rendered: Rendered, client_key: UUID
) -> Post:
    """The next post of a locked topic. Saving the topic is left to the caller."""
    post = Post.objects.create(
        topic=topic,
        number=topic.last_number + 1,
        author=by,
        body=body,
        body_html=rendered.html,
        body_version=rendered.version,
        client_key=client_key,
        created_at=now(),
    )
    keep_quotes(post)
    attach_pictures(rendered.html, target=post, by=by)
    topic.last_number = post.number
    topic.post_count += 1
    topic.latest_at = post.created_at
    return post


def recount(topic: Topic) -> list[str]:
    """Count a locked topic's published posts anew; the changed fields."""
    found = topic.posts.published().aggregate(count=Count("pk"), at=Max("created_at"))
    topic.post_count = found["count"]
    topic.latest_at = found["at"] or topic.created_at
    return ["post_count", "latest_at"]


def count_topics(forum_id: int, change: int) -> None:
    Forum.objects.filter(pk=forum_id).update(topic_count=F("topic_count") + change)
