"""The posts on the page of a topic, and what its reader may do to each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser

from core.access import Viewer, is_agent
from core.addresses import view_address
from core.prepared import Given, Prepared
from forums import permissions
from forums.models import Post, Topic
from forums.querysets import PostQuerySet

MOST_HELPFUL = 2


@dataclass(frozen=True)
class ShownPost:
    """To a visitor, who may do nothing, it is the post alone."""

    post: Post
    may_like: bool = False
    may_accept: bool = False
    may_edit: bool = False
    may_delete: bool = False
    may_hide: bool = False
    may_restore: bool = False
    may_make_ticket: bool = False
    may_report: bool = False
    may_redact: bool = False
    may_split: bool = False
    may_decide: bool = False

    @property
    def has_menu(self) -> bool:
        return (
            self.may_edit
            or self.may_delete
            or self.may_hide
            or self.may_restore
            or self.may_make_ticket
            or self.may_report
            or self.may_redact
            or self.may_split
            or self.may_decide
        )

    @property
    def url(self) -> str:
        """Leads to the post wherever it stands then."""
        return view_address("forums:post", self.post.pk)

    @property
    def kind(self) -> str:
        """The variant of the design system's message."""
        if not self.post.is_published:
            return "muted"
        if self.post.is_answer:
            return "answer"
        if self.post.is_opening:
            return "opening"
        return "agent" if self.post.author.is_agent else "customer"


def shown_posts(
    topic: Topic, viewer: Viewer, numbers: tuple[int, int]
) -> list[ShownPost]:
    """The posts from one number to another, as far as the viewer sees them."""
    if not viewer.is_authenticated:
        first, last = numbers
        posts = _shown_to_visitors().ask(topic=topic.pk, first=first, last=last)
        return [ShownPost(_of(topic, post)) for post in posts]
    may_accept = permissions.can_accept(viewer, topic)
    may_split = permissions.can_rearrange(viewer, topic)
    return [
        _shown(_of(topic, post), viewer, may_accept, may_split)
        for post in _between(numbers, topic.pk, viewer)
    ]


def raised_posts(topic: Topic) -> list[Post]:
    """What stands under the question: its answers, or else what helped most so far."""
    if topic.kind != Topic.Kind.QUESTION:
        return []
    asked = _answers() if topic.is_solved else _most_helpful()
    return [_of(topic, post) for post in asked.ask(topic=topic.pk)]


def _of(topic: Topic, post: Post) -> Post:
    post.topic = topic
    return post


@cache
def _shown_to_visitors() -> Prepared[Post]:
    numbers = (Given("first"), Given("last"))
    return Prepared(_between(numbers, Given("topic"), AnonymousUser()))


@cache
def _answers() -> Prepared[Post]:
    return Prepared(_replies().answers())


@cache
def _most_helpful() -> Prepared[Post]:
    return Prepared(_replies().most_liked()[:MOST_HELPFUL])


def _between(numbers: tuple[Any, Any], topic: Any, viewer: Viewer) -> PostQuerySet:
    posts = Post.objects.visible_to(viewer).for_page(viewer).order_by("number")
    return posts.filter(topic=topic, number__range=numbers)


def _replies() -> PostQuerySet:
    replies = Post.objects.published().replies().select_related("author")
    return replies.filter(topic=Given("topic"))


def _shown(post: Post, viewer: Viewer, may_accept: bool, may_split: bool) -> ShownPost:
    is_reply = post.is_published and not post.is_opening
    return ShownPost(
        post,
        may_like=permissions.can_like(viewer, post),
        may_accept=may_accept and is_reply and not post.is_answer,
        may_edit=permissions.can_edit_post(viewer, post),
        may_delete=permissions.can_delete_post(viewer, post),
        may_hide=permissions.can_hide_post(viewer, post),
        may_restore=permissions.can_restore_post(viewer, post),
        may_make_ticket=is_agent(viewer) and permissions.can_make_ticket(viewer, post),
        may_report=permissions.can_report(viewer, post),
        may_redact=permissions.can_redact(viewer, post)
        or (post.is_opening and permissions.can_redact_title(viewer, post.topic)),
        may_split=may_split and is_reply,
        may_decide=post.state == Post.State.HELD
        and permissions.can_decide(viewer, post),
    )
