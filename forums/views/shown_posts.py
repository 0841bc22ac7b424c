"""The posts on the page of a topic, and what its reader may do to each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser

from core.access import Viewer, is_agent
from core.prepared import Given, Prepared
from forums import permissions
from forums.models import Post, Topic
from forums.querysets import PostQuerySet

MOST_HELPFUL = 2


@dataclass(frozen=True)
class ShownPost:
    post: Post
    may_like: bool
    may_accept: bool
    may_edit: bool
    may_delete: bool
    may_hide: bool
    may_restore: bool
    may_make_ticket: bool
    may_report: bool
    may_redact: bool
    may_split: bool
    may_decide: bool

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
    posts: Iterable[Post]
    if viewer.is_authenticated:
        posts = _between(numbers, topic.pk, viewer)
    else:
        first, last = numbers
        posts = _shown_to_visitors().ask(topic=topic.pk, first=first, last=last)
    may_accept = permissions.can_accept(viewer, topic)
    may_split = permissions.can_rearrange(viewer, topic)
    return [_shown(post, topic, viewer, may_accept, may_split) for post in posts]


def raised_posts(topic: Topic) -> list[Post]:
    """What stands under the question: its answers, or else what helped most so far."""
    if topic.kind != Topic.Kind.QUESTION:
        return []
    asked = _answers() if topic.is_solved else _most_helpful()
    posts = asked.ask(topic=topic.pk)
    for post in posts:
        post.topic = topic
    return posts


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


def _shown(
    post: Post, topic: Topic, viewer: Viewer, may_accept: bool, may_split: bool
) -> ShownPost:
    post.topic = topic
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
        or (post.is_opening and permissions.can_redact_title(viewer, topic)),
        may_split=may_split and is_reply,
        may_decide=post.state == Post.State.HELD
        and permissions.can_decide(viewer, post),
    )
