"""What moderators decide on, and what they decided about people."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models.post import Post
from forums.querysets import ReportQuerySet


class Report(models.Model):
    """Somebody says that a post is not right; without a reporter the site does."""

    class Reason(models.TextChoices):
        SPAM = "spam", _("It is spam or advertising.")
        ABUSE = "abuse", _("It is hurtful or abusive.")
        PRIVATE = "private", _("It shows private data.")
        OFF_TOPIC = "off_topic", _("It does not belong to this topic.")
        OTHER = "other", _("Something else")
        # by the site alone
        APPROVAL = "approval", _("It waits to be approved.")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")
        DUPLICATE = "duplicate", _("Decided before")

    post = models.ForeignKey(
        Post, models.CASCADE, related_name="reports", db_index=False
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="forum_reports",
    )
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    text = models.CharField(_("what is wrong"), max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    # a moderator looks at it just now
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
    )
    claimed_until = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "reporter"],
                name="report_open_once",
                condition=Q(state="open"),
            ),
            models.UniqueConstraint(
                fields=["post"],
                name="report_of_the_site_once",
                condition=Q(state="open", reporter__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True)
                | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="report_decided_at_a_time",
            ),
        ]
        indexes = [
            # what moderators have to decide
            models.Index(
                fields=["created_at", "id"],
                name="report_open",
                condition=Q(state="open"),
            ),
            # all that was said of a post
            models.Index(fields=["post", "-id"], name="report_of_post"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.reason}"

    @property
    def is_claimed(self) -> bool:
        """By somebody who may still be at it."""
        return self.claimed_until is not None and self.claimed_until > timezone.now()


class Sanction(models.Model):
    """What was decided about a person. `User.silenced_until` is what counts."""

    class Kind(models.TextChoices):
        WARNING = "warning", _("Warning")
        SILENCE = "silence", _("Silence")
        BAN = "ban", _("Ban")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="sanctions",
        db_index=False,
    )
    kind = models.CharField(_("what"), max_length=8, choices=Kind.choices)
    reason = models.CharField(_("reason"), max_length=500)
    # of a silence alone
    until = models.DateTimeField(null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="silence", until__isnull=False)
                | (~Q(kind="silence") & Q(until__isnull=True)),
                name="silence_has_an_end",
            ),
        ]
        indexes = [
            # what was decided about a person
            models.Index(fields=["person", "-id"], name="sanction_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind}"
