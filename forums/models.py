from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.querysets import ForumQuerySet, PostQuerySet, TopicQuerySet

# They stand where a forum's slug would: /forums/topics/… and its likes.
RESERVED_SLUGS = frozenset({"articles", "topics", "new", "feeds"})

POSTS_PER_PAGE = 25


def refuse_reserved_slug(slug: str) -> None:
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("This word is reserved; choose another."))


def _first_kind() -> list[str]:
    return ["question"]


class Forum(models.Model):
    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everyone")
        SIGNED_IN = "signed_in", _("Signed-in people")
        AGENTS = "agents", _("Agents")

    title = models.CharField(_("title"), max_length=80)
    slug = models.SlugField(
        _("address"), max_length=80, unique=True, validators=[refuse_reserved_slug]
    )
    description = models.CharField(_("description"), max_length=240, blank=True)
    icon = models.CharField(
        _("icon"), max_length=40, default="messages-square", blank=True
    )
    # values of Topic.Kind; the first is what a new topic starts with
    kinds = models.JSONField(_("kinds of topics"), default=_first_kind)
    audience = models.CharField(
        _("seen by"),
        max_length=12,
        choices=Audience.choices,
        default=Audience.EVERYONE,
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    # of published topics
    topic_count = models.PositiveIntegerField(default=0, editable=False)

    # set by `with_latest_topic`
    latest_pk: int | None
    latest_topic: Topic | None

    objects = ForumQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=sorted(RESERVED_SLUGS)),
                name="forum_slug_not_reserved",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["everyone", "signed_in", "agents"]),
                name="forum_audience_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forums:forum", args=[self.slug])


class Topic(models.Model):
    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        IDEA = "idea", _("Idea")
        PROBLEM = "problem", _("Problem")
        ANNOUNCEMENT = "announcement", _("Announcement")
        DISCUSSION = "discussion", _("Discussion")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        NEEDS_INFO = "needs_info", _("Needs info")
        ANSWERED = "answered", _("Answered")
        SOLVED = "solved", _("Solved")
        NEW = "new", _("New")
        PLANNED = "planned", _("Planned")
        IN_PROGRESS = "in_progress", _("In progress")
        DONE = "done", _("Done")
        DECLINED = "declined", _("Declined")
        CONFIRMED = "confirmed", _("Confirmed")
        FIXED = "fixed", _("Fixed")

    class Visibility(models.TextChoices):
        PUBLISHED = "published", _("Published")
        HELD = "held", _("Held for review")
        HIDDEN = "hidden", _("Hidden")
        DELETED = "deleted", _("Deleted")

    # The states of each kind, the first being where a topic starts.
    STATES: ClassVar[dict[str, tuple[str, ...]]] = {
        Kind.QUESTION: ("open", "needs_info", "answered", "solved"),
        Kind.IDEA: ("new", "planned", "in_progress", "done", "declined"),
        Kind.PROBLEM: ("open", "confirmed", "fixed"),
        Kind.ANNOUNCEMENT: ("",),
        Kind.DISCUSSION: ("",),
    }
    # Kinds that other people can have, too.
    SHARED_KINDS = (Kind.QUESTION, Kind.IDEA, Kind.PROBLEM)

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="topics")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, blank=True
    )
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(max_length=80)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="topics"
    )
    client_key = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # of the newest published post
    latest_at = models.DateTimeField(default=timezone.now, editable=False)
    # of the newest post, whatever became of it: numbers stay dense
    last_number = models.PositiveIntegerField(default=0, editable=False)
    # of published posts, the opening one included
    post_count = models.PositiveIntegerField(default=0, editable=False)
    # people who have it, the author included
    me_too_count = models.PositiveIntegerField(default=0, editable=False)
    view_count = models.PositiveIntegerField(default=0, editable=False)
    accepted_post = models.OneToOneField(
        "forums.Post", models.RESTRICT, null=True, blank=True, related_name="answers"
    )
    is_pinned = models.BooleanField(default=False)
    is_locked = models.BooleanField(default=False)
    # that of its opening post
    visibility = models.CharField(
        max_length=12, choices=Visibility.choices, default=Visibility.PUBLISHED
    )

    # set by `for_detail`
    has_me_too: bool

    objects = TopicQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "author", "client_key"], name="topic_submitted_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="question",
                    state__in=["open", "needs_info", "answered", "solved"],
                )
                | Q(
                    kind="idea",
                    state__in=["new", "planned", "in_progress", "done", "declined"],
                )
                | Q(kind="problem", state__in=["open", "confirmed", "fixed"])
                | Q(kind__in=["announcement", "discussion"], state=""),
                name="topic_state_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(state="solved", accepted_post__isnull=False)
                | (~Q(state="solved") & Q(accepted_post__isnull=True)),
                name="topic_solved_by_one_answer",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=["published", "held", "hidden", "deleted"]),
                name="topic_visibility_known",
            ),
        ]
        indexes = [
            # a forum's topics by activity
            models.Index(
                fields=["forum", "-is_pinned", "-latest_at", "-id"],
                name="topic_list_active",
            ),
            # a forum's topics by age
            models.Index(
                fields=["forum", "-is_pinned", "-created_at", "-id"],
                name="topic_list_new",
            ),
            # a forum's questions that wait for an answer
            models.Index(
                fields=["forum", "-is_pinned", "-created_at", "-id"],
                name="topic_list_unanswered",
                condition=Q(kind="question", state__in=["open", "needs_info"]),
            ),
            # the newest topic of each forum: the list of forums
            models.Index(
                fields=["forum", "-latest_at", "-id"],
                name="topic_latest_of_forum",
                condition=Q(visibility="published"),
            ),
            # recent topics of all forums: the home page
            models.Index(fields=["-latest_at", "-id"], name="topic_recent"),
            # the topics of one person
            models.Index(
                fields=["author", "-created_at", "-id"], name="topic_of_person"
            ),
            # what moderators have to look at
            models.Index(
                fields=["visibility", "-created_at"],
                name="topic_not_published",
                condition=~Q(visibility="published"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forums:topic", args=[self.pk, self.slug])

    @property
    def is_published(self) -> bool:
        return self.visibility == self.Visibility.PUBLISHED

    @property
    def is_solved(self) -> bool:
        return self.state == self.State.SOLVED

    @property
    def reply_count(self) -> int:
        return max(self.post_count - 1, 0)

    @property
    def last_page(self) -> int:
        return page_of(self.last_number)


def page_of(number: int) -> int:
    """The page of a topic on which the post of this number stands, from 1."""
    return max(number - 1, 0) // POSTS_PER_PAGE + 1


class Post(models.Model):
    State = Topic.Visibility

    class HiddenReason(models.TextChoices):
        SPAM = "spam", _("It is spam or advertising.")
        ABUSE = "abuse", _("It is hurtful or abusive.")
        PRIVATE = "private", _("It shows private data.")
        OFF_TOPIC = "off_topic", _("It does not belong to this topic.")
        OTHER = "other", _("It goes against the rules of this forum.")

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts"
    )
    body = models.TextField(_("text"))
    body_html = models.TextField(editable=False)
    body_version = models.PositiveSmallIntegerField(editable=False)
    state = models.CharField(
        max_length=12, choices=State.choices, default=State.PUBLISHED
    )
    hidden_reason = models.CharField(
        max_length=12, choices=HiddenReason.choices, blank=True
    )
    client_key = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["topic", "number"]
        constraints = [
            # also how a page of a topic is read
            models.UniqueConstraint(fields=["topic", "number"], name="post_number"),
            models.UniqueConstraint(
                fields=["topic", "client_key"], name="post_submitted_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="post_number_from_one"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["published", "held", "hidden", "deleted"]),
                name="post_state_known",
            ),
        ]
        indexes = [
            # the posts of one person
            models.Index(fields=["author", "-created_at"], name="post_of_person"),
            # what moderators have to look at
            models.Index(
                fields=["state", "-created_at"],
                name="post_not_published",
                condition=~Q(state="published"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} #{self.number}"

    def get_absolute_url(self) -> str:
        """The page of the topic on which it stands, at its place."""
        page = page_of(self.number)
        query = f"?page={page}" if page > 1 else ""
        return f"{self.topic.get_absolute_url()}{query}#post-{self.number}"

    @property
    def is_opening(self) -> bool:
        return self.number == 1

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED


class MeToo(models.Model):
    """This person has the topic's question, problem or wish. The author has it, too."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="me_toos")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="me_toos"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "person"], name="me_too_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.topic}"


def starting_state(kind: str) -> str:
    return Topic.STATES[kind][0]
