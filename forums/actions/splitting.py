"""Some posts of a topic become a topic of their own; a pointer stays behind."""

from __future__ import annotations

from collections.abc import Collection
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.utils.translation import ngettext

from accounts.models import User
from activity.actions import record
from activity.models import Event
from core.markdown import render
from forums import events
from forums.actions.rows import count_topics, create_topic, lock, recount, write
from forums.models import Post, Topic
from notifications.actions import watch

# beyond any number: where posts wait while those before them move up
AWAY = 1_000_000_000


@transaction.atomic
def split_topic(
    topic: Topic, *, by: User, numbers: Collection[int], title: str
) -> Topic:
    """The new topic, opened by the first of the posts; authors and times stay.

    Where no number is that of a published reply any more, `topic` as it is.
    """
    lock(topic)
    replies = topic.posts.published().replies().select_related("author")
    posts = list(replies.filter(number__in=numbers).order_by("number"))
    if not posts:
        return topic
    found = _open(topic, posts[0], title)
    _move(posts, found)
    _close_gaps(topic, [post.number for post in posts])
    for number, post in enumerate(posts, start=1):  # each ever lower: none is twice
        Post.objects.filter(pk=post.pk).update(number=number)
    for each in (topic, found):  # an answer is that of one
        changed = [*_settle_answers(each), *recount(each), "last_number"]
        each.save(update_fields=changed)
    count_topics(found.forum_id, 1)
    _point(topic, found, len(posts), by)
    data = {"posts": [post.pk for post in posts]}
    record(events.TopicSplit, topic, by=by, related=found, data=data)
    return found


def _open(topic: Topic, first: Post, title: str) -> Topic:
    found = create_topic(
        topic.forum,
        by=first.author,
        kind=topic.kind,
        title=title,
        at=first.created_at,
        client_key=uuid4(),
    )
    found.tags.set(topic.tags.all())
    return found


def _move(posts: list[Post], found: Topic) -> None:
    """With their likes, reports and versions, tickets, Events, and who wrote them."""
    keys = [post.pk for post in posts]
    moving = Post.objects.filter(pk__in=keys)
    moving.update(topic=found)
    moving.filter(pk=keys[0]).update(accepted_at=None)  # it asks now
    found.last_number = len(posts)
    for author in {post.author for post in posts}:
        watch(found, person=author)
    types = ContentType.objects.get_for_models(Topic, Post)
    happened = Event.objects.filter(related_type=types[Post], related_id__in=keys)
    happened.filter(target_type=types[Topic]).update(target_id=found.pk)
    for post in moving.filter(ticket_links__isnull=False):
        post.ticket_links.update(topic=found)


def _close_gaps(topic: Topic, gone: list[int]) -> None:
    """Two steps for each run of posts, so that no number is there twice meanwhile."""
    topic.posts.filter(number__gt=gone[0]).update(number=F("number") + AWAY)
    ends = [*gone[1:], topic.last_number + 1]
    for place, (start, end) in enumerate(zip(gone, ends, strict=True), start=1):
        run = topic.posts.filter(number__gt=start + AWAY, number__lt=end + AWAY)
        run.update(number=F("number") - AWAY - place)
    topic.last_number -= len(gone)
    behind = topic.read_positions.filter(number__gt=topic.last_number)
    behind.update(number=topic.last_number)


def _settle_answers(topic: Topic) -> list[str]:
    answer = topic.posts.answers().order_by("number").first()
    if answer is None and topic.accepted_post_id is None:
        return []
    topic.accepted_post = answer
    topic.state = Topic.State.SOLVED if answer else Topic.State.ANSWERED
    return ["accepted_post", "state"]


def _point(topic: Topic, found: Topic, count: int, by: User) -> None:
    text = ngettext(
        "%(count)s post goes on in [a topic of its own](%(url)s).",
        "%(count)s posts go on in [a topic of their own](%(url)s).",
        count,
    )
    body = text % {"count": count, "url": found.lasting_url}
    write(topic, by=by, body=body, rendered=render(body), client_key=uuid4())
    topic.save(update_fields=["last_number", "post_count", "latest_at"])
