"""What the routers of the forums take and give."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema

from accounts.addresses import absolute
from accounts.api import PersonOut
from core.api import Given
from forums.models import Forum, Post, Report, Topic
from forums.quotes import shown_body
from tickets.models import Tag


class ForumOut(Schema):
    url: str
    # its address
    slug: str
    title: str
    description: str
    kinds: list[str]
    audience: str

    @staticmethod
    def resolve_url(forum: Forum) -> str:
        return absolute(forum.get_absolute_url())


class TopicOut(Schema):
    id: int
    url: str
    # by its address
    forum: str
    kind: str
    state: str
    title: str
    author: PersonOut
    tags: list[str]
    # published, held, hidden or deleted
    visibility: str
    is_pinned: bool
    is_featured: bool
    is_locked: bool
    archived_at: datetime | None
    # people who have it, the author included
    me_too_count: int
    # of published posts, the opening one included
    post_count: int
    view_count: int
    # the number of the accepted post, of several the first
    answer: int | None
    created_at: datetime
    latest_at: datetime

    @staticmethod
    def resolve_url(topic: Topic) -> str:
        return absolute(topic.get_absolute_url())

    @staticmethod
    def resolve_forum(topic: Topic) -> str:
        return topic.forum.slug

    @staticmethod
    def resolve_tags(topic: Topic) -> list[str]:
        return sorted(tag.name for tag in topic.tags.all())

    @staticmethod
    def resolve_answer(topic: Topic) -> int | None:
        return topic.accepted_post.number if topic.accepted_post else None


class ReadTopicOut(TopicOut):
    # whether the token's person said so
    has_me_too: bool


class TopicsOut(Schema):
    items: list[TopicOut]
    next: str | None
    previous: str | None


class PostOut(Schema):
    # of the topic, from 1
    number: int
    url: str
    author: PersonOut
    body: str
    html: str
    # published, held, hidden or deleted
    state: str
    hidden_reason: str
    like_count: int
    # whether the token's person likes it
    has_like: bool
    # when it was marked as an answer
    accepted_at: datetime | None
    created_at: datetime
    edited_at: datetime | None

    @staticmethod
    def resolve_url(post: Post) -> str:
        return absolute(post.get_absolute_url())

    @staticmethod
    def resolve_body(post: Post) -> str:
        return shown_body(post)

    @staticmethod
    def resolve_html(post: Post) -> str:
        return post.body_html


class VersionOut(Schema):
    """What a post said; the last one is what it says now."""

    number: int
    # of an opening post
    title: str
    body: str
    # who wrote it so, and when
    by: PersonOut | None
    created_at: datetime


class TicketOut(Schema):
    # its number
    ticket: int


class PostsOut(Schema):
    items: list[PostOut]
    next: str | None
    previous: str | None


class WordsIn(Given):
    # what is found in them that should not stand in public: "mask" covers it, "keep"
    # lets it stand; else they are refused
    secrets: str = ""


class TopicIn(WordsIn):
    title: str
    body: str
    # one of the forum's; empty: its first
    kind: str = ""
    tags: list[str] = []
    client_key: UUID | None = None


class EditTopicIn(WordsIn):
    """What is left out stays as it is."""

    title: str = ""
    body: str = ""


class PostIn(WordsIn):
    body: str
    # "missing": of a question, that its author has to say more
    info: str = ""
    client_key: UUID | None = None


class EditPostIn(WordsIn):
    body: str


class FollowIn(Given):
    # instant, daily, weekly or none; empty: as for all that she follows
    mail: str = ""


class AcceptIn(Given):
    # the number of the post
    post: int


class StateIn(Given):
    state: str


class TagsIn(Given):
    tags: list[str]


class TagOut(Schema):
    id: int
    name: str
    url: str

    @staticmethod
    def resolve_url(tag: Tag) -> str:
        return absolute(tag.get_absolute_url())


class MoveIn(Given):
    # by its address
    forum: str


class SplitIn(Given):
    # of posts, as "3, 5-8"; the first of them opens the new topic
    numbers: str
    title: str


class MergeIn(Given):
    # a topic
    into: int


class ReportIn(Given):
    reason: str
    text: str = ""


class ReportOut(Schema):
    id: int
    # the post, by its topic and its number there
    topic: int
    number: int
    reason: str
    text: str
    # null: the site held it by itself
    reporter: PersonOut | None
    created_at: datetime

    @staticmethod
    def resolve_topic(report: Report) -> int:
        return report.post.topic_id

    @staticmethod
    def resolve_number(report: Report) -> int:
        return report.post.number


class ReportsOut(Schema):
    items: list[ReportOut]
    next: str | None
    previous: str | None


class ClaimedOut(Schema):
    # posts that are hers for ten minutes
    count: int


class DecisionIn(Given):
    # publish, hide or delete
    decision: str
    # of one that is hidden, as in hiding it
    hidden_reason: str = ""
    # of its author: warning, silence or ban; and the words that she is told
    sanction: str = ""
    words: str = ""
    days: int = 7


class HideIn(Given):
    # spam, abuse, private, off_topic or other
    reason: str
