from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.addresses import view_address
from core.slugs import SLUG_LENGTH
from forums.models.forum import Forum
from forums.querysets import TopicQuerySet
from tickets.models import Tag

POSTS_PER_PAGE = 25


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
        MERGED = "merged", _("Merged into another topic")

    # The states of each kind, the first being where a topic starts.
    STATES: ClassVar[dict[str, tuple[str, ...]]] = {
        Kind.QUESTION: ("open", "needs_info", "answered", "solved"),
        Kind.IDEA: ("new", "planned", "in_progress", "done", "declined"),
        Kind.PROBLEM: ("open", "confirmed", "fixed"),
        Kind.ANNOUNCEMENT: ("",),
        Kind.DISCUSSION: ("",),
    }
    SETTLED_STATES = (State.SOLVED, State.DONE, State.DECLINED, State.FIXED)
    # Kinds that other people can have, too.
    SHARED_KINDS = (Kind.QUESTION, Kind.IDEA, Kind.PROBLEM)

    # indexes below begin with it, as with the author
    forum = models.ForeignKey(
        Forum, models.PROTECT, related_name="topics", db_index=False
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, blank=True
    )
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(max_length=SLUG_LENGTH)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="topics", db_index=False
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
    # of these, those that an import brought without saying who
    imported_me_toos = models.PositiveIntegerField(default=0, editable=False)
    # of the last seven days, counted each hour
    weekly_me_toos = models.PositiveIntegerField(default=0, editable=False)
    view_count = models.PositiveIntegerField(default=0, editable=False)
    accepted_post = models.OneToOneField(
        "forums.Post", models.RESTRICT, null=True, blank=True, related_name="answers"
    )
    is_pinned = models.BooleanField(default=False)
    is_locked = models.BooleanField(default=False)
    # on the page of all forums
    is_featured = models.BooleanField(default=False)
    # the last day of each; null: for good
    pinned_until = models.DateField(null=True, editable=False)
    featured_until = models.DateField(null=True, editable=False)
    tags = models.ManyToManyField("tickets.Tag", blank=True, related_name="topics")
    # nobody wrote for long: to be read, and asked anew
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="merged_topics"
    )
    # who is writing an answer just now; it keeps nobody out
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    # by when a question is to be answered, and when that was missed
    answer_due_at = models.DateTimeField(null=True, blank=True, editable=False)
    overdue_at = models.DateTimeField(null=True, blank=True, editable=False)
    # since when an answer, or the want of one, is to be looked at again
    attention_at = models.DateTimeField(null=True, blank=True, editable=False)
    # the helper who is to answer it since
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="topics_to_answer",
    )
    # what an import knows it by
    source_key = models.CharField(max_length=80, blank=True, editable=False)
    # that of its opening post
    visibility = models.CharField(
        max_length=12, choices=Visibility.choices, default=Visibility.PUBLISHED
    )

    # set by `telling_of_tags`
    tags_told: str | None
    # set by `for_detail`
    has_me_too: bool
    wants_mail: bool
    # set by `read_by`: the number of the last post that the viewer read
    read_to: int | None = None
    has_tickets: bool
    has_fixes: bool
    is_incident: bool
    has_trail: bool

    objects = TopicQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_key"],
                name="topic_imported_once",
                condition=~Q(source_key=""),
            ),
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
                condition=Q(
                    visibility__in=["published", "held", "hidden", "deleted", "merged"]
                ),
                name="topic_visibility_known",
            ),
            models.CheckConstraint(
                condition=Q(visibility="merged", merged_into__isnull=False)
                | (~Q(visibility="merged") & Q(merged_into__isnull=True)),
                name="topic_merged_into_another",
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
                # spelled as the query is: SQLite sees no further
                condition=Q(
                    Q(state="open") | Q(state="needs_info"),
                    kind="question",
                    archived_at__isnull=True,
                ),
            ),
            # a forum's topics by the votes of a week
            models.Index(
                fields=[
                    *("forum", "-is_pinned", "-weekly_me_toos", "-latest_at", "-id")
                ],
                name="topic_list_votes",
            ),
            # a forum's ideas and problems in one state
            models.Index(
                fields=["forum", "state", "-is_pinned", "-latest_at", "-id"],
                name="topic_list_state",
                condition=Q(kind="idea") | Q(kind="problem"),
            ),
            # those that the hourly count may change
            models.Index(
                fields=["weekly_me_toos"],
                name="topic_has_weekly_votes",
                condition=Q(weekly_me_toos__gt=0),
            ),
            # what is pinned or featured for a time
            models.Index(
                fields=["pinned_until"],
                name="topic_pinned_until",
                condition=Q(pinned_until__isnull=False),
            ),
            models.Index(
                fields=["featured_until"],
                name="topic_featured_until",
                condition=Q(featured_until__isnull=False),
            ),
            # whose time to be answered runs out
            models.Index(
                fields=["answer_due_at"],
                name="topic_answer_due",
                condition=Q(answer_due_at__isnull=False, overdue_at__isnull=True),
            ),
            # of the helpers' queue what needs attention
            models.Index(
                fields=["attention_at", "id"],
                name="topic_needs_attention",
                condition=Q(
                    attention_at__isnull=False,
                    visibility="published",
                    archived_at__isnull=True,
                ),
            ),
            # the helpers' queue, of all forums
            models.Index(
                fields=["state", "-latest_at", "-id"],
                name="topic_queue",
                condition=Q(
                    kind="question", visibility="published", archived_at__isnull=True
                ),
            ),
            # what is shown above the list of forums
            models.Index(
                fields=["-latest_at", "-id"],
                name="topic_featured",
                condition=Q(is_featured=True),
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
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return view_address("forums:topic", self.pk, self.slug)

    @property
    def lasting_url(self) -> str:
        """Leads to it, or to what it went into, without its title, which may go for
        good, or out of sight; in the language of whoever opens it.
        """
        with override(settings.LANGUAGE_CODE):
            return view_address("forums:topic", self.pk, "topic")

    @property
    def is_published(self) -> bool:
        return self.visibility == self.Visibility.PUBLISHED

    @property
    def is_for_everyone(self) -> bool:
        everyone = Forum.Audience.EVERYONE
        return self.is_published and self.forum.audience == everyone

    @property
    def is_solved(self) -> bool:
        return self.state == self.State.SOLVED

    @property
    def is_settled(self) -> bool:
        """Of any kind: nothing more is to come."""
        return self.state in self.SETTLED_STATES

    @property
    def is_claimed(self) -> bool:
        return self.claimed_until is not None and self.claimed_until > timezone.now()

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def shown_tags(self) -> list[Tag]:
        """By name, as the row tells of them."""
        told = self.tags_told.split("\n") if self.tags_told else []
        pairs = (one.split(" ", 1) for one in told)
        tags = [Tag(pk=int(pk), name=name) for pk, name in pairs]
        return sorted(tags, key=lambda tag: tag.name)

    @property
    def new_count(self) -> int:
        """Posts since the viewer read it; none where she never did."""
        return max(self.last_number - self.read_to, 0) if self.read_to else 0

    @property
    def first_new(self) -> int:
        return (self.read_to or 0) + 1

    @property
    def continue_url(self) -> str:
        return self.post_url(self.first_new)

    def post_url(self, number: int) -> str:
        """The page on which the post of this number stands, at its place."""
        page = page_of(number)
        query = f"?page={page}" if page > 1 else ""
        return f"{self.get_absolute_url()}{query}#post-{number}"

    @property
    def reply_count(self) -> int:
        return max(self.post_count - 1, 0)

    @property
    def last_page(self) -> int:
        return page_of(self.last_number)


def page_of(number: int) -> int:
    """The page of a topic on which the post of this number stands, from 1."""
    return max(number - 1, 0) // POSTS_PER_PAGE + 1


def starting_state(kind: str) -> str:
    return Topic.STATES[kind][0]
