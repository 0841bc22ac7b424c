from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.addresses import view_address
from forums.models.topic import Topic
from forums.querysets import PostQuerySet


class Post(models.Model):
    class State(models.TextChoices):
        PUBLISHED = "published", _("Published")
        HELD = "held", _("Held for review")
        HIDDEN = "hidden", _("Hidden")
        DELETED = "deleted", _("Deleted")

    class HiddenReason(models.TextChoices):
        SPAM = "spam", _("It is spam or advertising.")
        ABUSE = "abuse", _("It is hurtful or abusive.")
        PRIVATE = "private", _("It shows private data.")
        OFF_TOPIC = "off_topic", _("It does not belong to this topic.")
        OTHER = "other", _("It goes against the rules of this forum.")

    topic = models.ForeignKey(
        Topic, models.CASCADE, related_name="posts", db_index=False
    )
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts", db_index=False
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
    # who wrote it as it stands, where that is not its author
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
    )
    # when it was marked as an answer
    accepted_at = models.DateTimeField(null=True, editable=False)
    like_count = models.PositiveIntegerField(default=0, editable=False)
    # of these, those that an import brought without saying whose
    imported_likes = models.PositiveIntegerField(default=0, editable=False)
    # from 0 to 1, and the names of the signals that made it (forums/spam.py)
    spam_score = models.FloatField(null=True, editable=False)
    spam_signals = models.JSONField(default=list, editable=False)
    redacted_at = models.DateTimeField(null=True, editable=False)
    # what an import knows it by
    source_key = models.CharField(max_length=80, blank=True, editable=False)

    # what it, or an earlier version of it, took words from
    quotes = models.ManyToManyField(
        "self", symmetrical=False, related_name="quoted_by", editable=False
    )
    # pictures that stand in its text
    attachments = GenericRelation("composer.Upload", "target_id", "target_type")

    # set by `for_page`
    has_like: bool

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["topic", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_key"],
                name="post_imported_once",
                condition=~Q(source_key=""),
            ),
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
            # the answers of a topic
            models.Index(
                fields=["topic", "accepted_at"],
                name="post_answers",
                condition=Q(accepted_at__isnull=False),
            ),
            # what helped most before a topic is solved
            models.Index(
                fields=["topic", "-like_count", "number"],
                name="post_most_liked",
                condition=Q(like_count__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} #{self.number}"

    def get_absolute_url(self) -> str:
        """The page of the topic on which it stands, at its place."""
        return self.topic.post_url(self.number)

    @property
    def lasting_url(self) -> str:
        """Leads to it wherever it stands then, in the language of whoever opens it."""
        with override(settings.LANGUAGE_CODE):
            return view_address("forums:post", self.pk)

    @property
    def is_opening(self) -> bool:
        return self.number == 1

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def is_answer(self) -> bool:
        return self.accepted_at is not None
