"""The posts on the page of a topic, and what its reader may do to each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from core.access import Viewer, is_agent
from core.addresses import view_address
from core.prepared import Given, Prepared, given_like, values_of
from forums import permissions
from forums.models import Post, Topic
from forums.querysets import PostQuerySet

MOST_HELPFUL = 2


@dataclass(frozen=True)
class PostRights:
    """What a reader may do to a post: a visitor nothing."""

    like: bool = False
    accept: bool = False
    edit: bool = False
    delete: bool = False
    hide: bool = False
    restore: bool = False
    make_ticket: bool = False
    report: bool = False
    redact: bool = False
    split: bool = False
    decide: bool = False

    @property
    def fill_a_menu(self) -> bool:
        """More than what has a button below the post."""
        return self != PostRights(like=self.like, accept=self.accept)


@dataclass(frozen=True)
class ShownPost:
    post: Post
    may: PostRights = PostRights()

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
    first, last = numbers
    asked = {"topic": topic.pk, "first": first, "last": last, **values_of(viewer)}
    posts = [_of(topic, post) for post in _between(given_like(viewer)).ask(**asked)]
    if not viewer.is_authenticated:
        return [ShownPost(post) for post in posts]
    may_accept = permissions.can_accept(viewer, topic)
    may_split = permissions.can_rearrange(viewer, topic)
    return [
        ShownPost(post, _rights(post, viewer, may_accept, may_split)) for post in posts
    ]


def raised_posts(topic: Topic, shown: list[ShownPost]) -> list[Post]:
    """What stands under the question: its answers, or else what helped most so far; of
    what its page shows, where it has but one.
    """
    if topic.kind != Topic.Kind.QUESTION:
        return []
    if topic.last_page == 1:
        return _raised_of(topic, [each.post for each in shown])
    asked = _answers() if topic.is_solved else _most_helpful()
    return [_of(topic, post) for post in asked.ask(topic=topic.pk)]


def _raised_of(topic: Topic, posts: list[Post]) -> list[Post]:
    """As `answers` and `most_liked` have them."""
    replies = [each for each in posts if each.is_published and not each.is_opening]
    if topic.is_solved:
        answers = [each for each in replies if each.is_answer]
        return sorted(answers, key=attrgetter("accepted_at", "pk"))
    liked = [each for each in replies if each.like_count]
    liked.sort(key=lambda each: (-each.like_count, each.number))
    return liked[:MOST_HELPFUL]


def _of(topic: Topic, post: Post) -> Post:
    post.topic = topic
    return post


@cache
def _between(viewer: Viewer) -> Prepared[Post]:
    posts = Post.objects.visible_to(viewer).for_page(viewer).order_by("number")
    numbers = (Given("first"), Given("last"))
    return Prepared(posts.filter(topic=Given("topic"), number__range=numbers))


@cache
def _answers() -> Prepared[Post]:
    return Prepared(_replies().answers())


@cache
def _most_helpful() -> Prepared[Post]:
    return Prepared(_replies().most_liked()[:MOST_HELPFUL])


def _replies() -> PostQuerySet:
    replies = Post.objects.published().replies().select_related("author")
    return replies.filter(topic=Given("topic"))


def _rights(
    post: Post, viewer: Viewer, may_accept: bool, may_split: bool
) -> PostRights:
    is_reply = post.is_published and not post.is_opening
    return PostRights(
        like=permissions.can_like(viewer, post),
        accept=may_accept and is_reply and not post.is_answer,
        edit=permissions.can_edit_post(viewer, post),
        delete=permissions.can_delete_post(viewer, post),
        hide=permissions.can_hide_post(viewer, post),
        restore=permissions.can_restore_post(viewer, post),
        make_ticket=is_agent(viewer) and permissions.can_make_ticket(viewer, post),
        report=permissions.can_report(viewer, post),
        redact=permissions.can_redact(viewer, post)
        or (post.is_opening and permissions.can_redact_title(viewer, post.topic)),
        split=may_split and is_reply,
        decide=post.state == Post.State.HELD and permissions.can_decide(viewer, post),
    )
