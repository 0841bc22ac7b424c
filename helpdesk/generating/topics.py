"""Topics of the forums with posts, answers, likes, tags and those who have it, too."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
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
from forums.models import Forum, Like, MeToo, Post, Topic, starting_state
from forums.searchable import POSTS_READ
from helpdesk.generating import words
from helpdesk.generating.loading import Run, chunks, event
from helpdesk.generating.people import Crowd
from helpdesk.generating.texts import Zipf
from helpdesk.generating.tickets import ticket_tags
from notifications.models import Watch
from tickets.models import Tag

REPLIES = Zipf(range(30), exponent=0.7)
LONG_THREAD = 300
# the one that everybody knows, where there are topics enough to have one
LONGEST_THREAD, TOPICS_FOR_IT = 4999, 1000
OTHERS = Zipf(range(20), exponent=1.1)
LIKES = Zipf(range(6), exponent=2)
STALE = timedelta(days=180)
WEEK = timedelta(days=7)
VIEWS = Zipf(range(5, 3000), exponent=1.1)
KINDS = ["question", "problem", "idea", "discussion"]


@dataclass
class Thread:
    topic: Topic
    posts: list[Post] = field(default_factory=list)
    me_toos: list[MeToo] = field(default_factory=list)
    # number of the accepted post, or 0
    accepted: int = 0


def generate_topics(run: Run, crowd: Crowd, count: int) -> None:
    if not count:
        return
    forums, tags = Zipf(_forums(run), exponent=0.7), Zipf(ticket_tags(run))
    longest = count // 2 if count >= TOPICS_FOR_IT else None
    threads = (
        _thread(run, crowd, forums, moment, _length(run, is_longest=number == longest))
        for number, moment in enumerate(run.moments(count))
    )
    for chunk in chunks(threads):
        with transaction.atomic():
            _write(run, crowd, chunk, tags)
        run.progress(len(chunk))


def _length(run: Run, *, is_longest: bool) -> int:
    if is_longest:
        return LONGEST_THREAD
    return LONG_THREAD if run.chance(0.001) else REPLIES.draw(run.rng)


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


def _thread(
    run: Run, crowd: Crowd, forums: Zipf[Forum], opened: datetime, replies: int
) -> Thread:
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
    _discuss(run, crowd, thread, replies)
    _settle(run, thread)
    _share(run, crowd, thread)
    return thread


def _discuss(run: Run, crowd: Crowd, thread: Thread, replies: int) -> None:
    topic, at = thread.topic, thread.topic.created_at
    for number in range(1, replies + 2):
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
            thread.posts[thread.accepted - 1].accepted_at = topic.latest_at
    is_stale = topic.latest_at < run.until - STALE
    if topic.kind == Topic.Kind.QUESTION and is_stale:
        topic.archived_at = topic.latest_at + STALE
    topic.is_pinned = run.chance(0.0002)
    topic.is_featured = run.chance(0.0002)


def _share(run: Run, crowd: Crowd, thread: Thread) -> None:
    """The author has it from the first moment, others say so while it is new."""
    topic = thread.topic
    if topic.kind not in Topic.SHARED_KINDS:
        return
    people = [crowd.members.draw(run.rng) for _ in range(OTHERS.draw(run.rng))]
    others = {person.pk: person for person in people if person.pk != topic.author.pk}
    mine = MeToo(person=topic.author, created_at=topic.created_at)
    thread.me_toos = [
        mine,
        *(
            MeToo(person=person, created_at=run.later(topic.created_at, hours=100))
            for person in others.values()
        ),
    ]
    topic.me_too_count = len(thread.me_toos)
    week = run.until - WEEK
    topic.weekly_me_toos = sum(each.created_at > week for each in thread.me_toos)


def _write(run: Run, crowd: Crowd, threads: list[Thread], tags: Zipf[Tag]) -> None:
    topics = run.insert([thread.topic for thread in threads])
    for thread in threads:
        for post in thread.posts:
            post.topic = thread.topic
        for me_too in thread.me_toos:
            me_too.topic = thread.topic
    posts = [post for thread in threads for post in thread.posts]
    likes = [like for post in posts for like in _likes(run, crowd, post)]
    run.insert(posts)
    run.insert(likes)
    _accept(threads)
    run.insert([row for thread in threads for row in _timeline(thread)])
    run.insert([row for thread in threads for row in thread.me_toos])
    run.insert([row for topic in topics for row in _tags(run, topic, tags)])
    run.insert([_watch(topic) for topic in topics])
    for pk, count in Counter(topic.forum_id for topic in topics).items():
        forum = Forum.objects.filter(pk=pk)
        forum.update(topic_count=F("topic_count") + count)
    for thread in threads:
        topic: Any = thread.topic
        topic.posts_read = thread.posts[:POSTS_READ]
    run.index(topics)


def _likes(run: Run, crowd: Crowd, post: Post) -> list[Like]:
    people = {crowd.members.draw(run.rng).pk for _ in range(LIKES.draw(run.rng))}
    people -= {post.author.pk}
    post.like_count = len(people)
    return [
        Like(post=post, person_id=pk, created_at=run.later(post.created_at, hours=50))
        for pk in sorted(people)
    ]


def _tags(run: Run, topic: Topic, tags: Zipf[Tag]) -> list[Any]:
    chosen = {tags.draw(run.rng).pk for _ in range(run.rng.randrange(3))}
    through = Topic.tags.through
    return [through(topic_id=topic.pk, tag_id=pk) for pk in sorted(chosen)]


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
        answers = Post.objects.filter(topic__in=pks, number=number)
        answers.update(accepted_at=F("created_at"))


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
