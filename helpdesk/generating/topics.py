"""Topics of the forums with posts, answers and those who have the question, too."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils.text import slugify

from accounts.models import User
from activity.events import EventType
from activity.models import Event
from core.slugs import slug_of
from forums import events
from forums.models import Forum, MeToo, Post, Topic, starting_state
from forums.searchable import POSTS_READ
from helpdesk.generating import words
from helpdesk.generating.loading import Run, chunks, event
from helpdesk.generating.people import Crowd
from helpdesk.generating.texts import Zipf
from notifications.models import Watch

REPLIES = Zipf(range(25), exponent=0.8)
LONG_THREAD = 300
OTHERS = Zipf(range(20), exponent=1.1)
VIEWS = Zipf(range(5, 3000), exponent=1.1)
KINDS = ["question", "problem", "idea", "discussion"]


@dataclass
class Thread:
    topic: Topic
    posts: list[Post] = field(default_factory=list)
    has_it: dict[int, User] = field(default_factory=dict)
    # number of the accepted post, or 0
    accepted: int = 0


def generate_topics(run: Run, crowd: Crowd, count: int) -> None:
    if not count:
        return
    forums = Zipf(_forums(run), exponent=0.7)
    threads = (_thread(run, crowd, forums, moment) for moment in run.moments(count))
    for chunk in chunks(threads):
        with transaction.atomic():
            _write(run, chunk)
        run.progress(len(chunk))


def _forums(run: Run) -> list[Forum]:
    everyone = Forum.objects.filter(audience="everyone").order_by("pk")
    if not everyone.exists():
        run.insert(
            [
                Forum(title=title, slug=slugify(title), position=place, kinds=KINDS)
                for place, title in enumerate(words.FORUMS)
            ]
        )
    return list(everyone.all())


def _thread(run: Run, crowd: Crowd, forums: Zipf[Forum], opened: datetime) -> Thread:
    forum, author = forums.draw(run.rng), crowd.members.draw(run.rng)
    kind, title = run.rng.choice(forum.kinds or KINDS), run.writer.title()
    topic = Topic(
        forum=forum,
        kind=kind,
        state=starting_state(kind),
        title=title,
        slug=slug_of(title, otherwise="topic"),
        author=author,
        client_key=run.uuid(),
        created_at=opened,
        view_count=VIEWS.draw(run.rng),
    )
    thread = Thread(topic)
    _discuss(run, crowd, thread)
    _settle(run, thread)
    if kind in Topic.SHARED_KINDS:
        people = [author, *(crowd.members.draw(run.rng) for _ in range(_others(run)))]
        thread.has_it = {person.pk: person for person in people}
        topic.me_too_count = len(thread.has_it)
    return thread


def _others(run: Run) -> int:
    return OTHERS.draw(run.rng)


def _discuss(run: Run, crowd: Crowd, thread: Thread) -> None:
    topic, at = thread.topic, thread.topic.created_at
    count = LONG_THREAD if run.chance(0.001) else REPLIES.draw(run.rng)
    for number in range(1, count + 2):
        if number == 1:
            author, text = topic.author, run.writer.question()
        else:
            helps = run.chance(0.4)
            author = (crowd.agents if helps else crowd.members).draw(run.rng)
            text = run.writer.answer() if helps else run.writer.question()
        thread.posts.append(
            Post(
                number=number,
                author=author,
                client_key=topic.client_key if number == 1 else run.uuid(),
                created_at=at,
                **text.fields(),
            )
        )
        topic.latest_at = at
        at = run.later(at, hours=20)
    topic.last_number = topic.post_count = len(thread.posts)


def _settle(run: Run, thread: Thread) -> None:
    topic, replies = thread.topic, len(thread.posts) - 1
    if topic.kind != Topic.Kind.QUESTION:
        if topic.state and run.chance(0.4):
            topic.state = run.rng.choice(Topic.STATES[topic.kind])
    elif replies:
        topic.state = Topic.State.ANSWERED
        if run.chance(0.5):
            thread.accepted = run.rng.randint(2, min(replies + 1, 12))


def _write(run: Run, threads: list[Thread]) -> None:
    topics = run.insert([thread.topic for thread in threads])
    for thread in threads:
        for post in thread.posts:
            post.topic = thread.topic
    run.insert([post for thread in threads for post in thread.posts])
    _accept(threads)
    run.insert([row for thread in threads for row in _timeline(thread)])
    run.insert(
        [
            MeToo(topic=thread.topic, person=person, created_at=thread.topic.created_at)
            for thread in threads
            for person in thread.has_it.values()
        ]
    )
    run.insert([_watch(topic) for topic in topics])
    for pk, count in Counter(topic.forum_id for topic in topics).items():
        forum = Forum.objects.filter(pk=pk)
        forum.update(topic_count=F("topic_count") + count)
    for thread in threads:
        topic: Any = thread.topic
        topic.posts_read = thread.posts[:POSTS_READ]
    run.index(topics)


def _accept(threads: list[Thread]) -> None:
    """One statement for all answers that stand at the same place of their topics."""
    alike: dict[int, list[int]] = defaultdict(list)
    for thread in threads:
        if thread.accepted:
            alike[thread.accepted].append(thread.topic.pk)
    for number, pks in alike.items():
        post = Post.objects.filter(topic=OuterRef("pk"), number=number)
        Topic.objects.filter(pk__in=pks).update(
            state=Topic.State.SOLVED, accepted_post=Subquery(post.values("pk")[:1])
        )


def _timeline(thread: Thread) -> list[Event]:
    topic = thread.topic
    rows = [
        event(
            events.TopicOpened,
            topic.forum,
            by=topic.author,
            at=topic.created_at,
            related=topic,
        )
    ]
    for post in thread.posts[1:]:
        rows.append(_about(post, events.PostAdded, by=post.author, at=post.created_at))
    if thread.accepted:
        post = thread.posts[thread.accepted - 1]
        by, at = topic.author, topic.latest_at
        rows.append(_about(post, events.AnswerAccepted, by=by, at=at))
    return rows


def _about(post: Post, event_type: type[EventType], *, by: User, at: datetime) -> Event:
    data = {"post": post.pk}
    return event(event_type, post.topic, by=by, at=at, related=post, data=data)


def _watch(topic: Topic) -> Watch:
    return Watch(
        person=topic.author,
        target_type=ContentType.objects.get_for_model(Topic),
        target_id=topic.pk,
        created_at=topic.created_at,
    )
