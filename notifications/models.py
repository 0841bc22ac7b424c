from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activity.models import Event
from notifications.hooks import Webhook as Webhook
from notifications.hooks import WebhookDelivery as WebhookDelivery
from notifications.querysets import (
    NotificationQuerySet,
    OutgoingEmailQuerySet,
    WatchQuerySet,
)


class Watch(models.Model):
    """Somebody follows a thing."""

    class Mail(models.TextChoices):
        INSTANT = "instant", _("at once")
        DAILY = "daily", _("once a day")
        WEEKLY = "weekly", _("once a week")
        NONE = "none", _("only in the bell")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="watches"
    )
    target_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    target_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    # "": as she prefers for what she follows
    mail = models.CharField(max_length=8, choices=Mail.choices, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = WatchQuerySet.as_manager()

    class Meta:
        constraints = [
            # also the index of "who follows this?"
            models.UniqueConstraint(
                fields=["target_type", "target_id", "person"], name="watch_once"
            )
        ]
        indexes = [
            # what she follows, by key
            models.Index(fields=["person", "-id"], name="watch_person")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.target_type_id}/{self.target_id}"


class Mute(models.Model):
    """Somebody stopped the mail that comes for one reason about one thing."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mutes"
    )
    reason = models.CharField(max_length=24)
    target_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    target_id = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target_type", "target_id", "person", "reason"],
                name="mute_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} muted {self.target_type_id}/{self.target_id}"


class Preference(models.Model):
    """How a person wants to hear of what comes for one reason."""

    class Mail(models.TextChoices):
        INSTANT = "instant", _("At once")
        DAILY = "daily", _("Once a day")
        WEEKLY = "weekly", _("Once a week")
        NONE = "none", _("Never")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences"
    )
    reason = models.CharField(max_length=24)
    mail = models.CharField(max_length=8, choices=Mail.choices)
    bell = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "reason"], name="preference_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.reason}: {self.mail}"


class OutgoingEmail(models.Model):
    """One mail to one person: the queue, the record of what became of it, no secrets.

    Guest links are placeholders until the mail is handed over. Account mail is sealed
    as a whole and purged once it left.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting")
        LEASED = "leased", _("Being sent")
        SENT = "sent", _("Sent")
        UNKNOWN = "unknown", _("No receipt yet")
        FAILED = "failed", _("Failed")
        SUPPRESSED = "suppressed", _("Not sent")

    UNSENT: ClassVar = [State.PENDING, State.LEASED, State.UNKNOWN]
    # reasons of mail that no Event stands behind
    ACCOUNT, DAILY, WEEKLY, SUMMARY = "account", "digest", "weekly", "summary"
    # of a summary: which news are in it
    DIGESTS: ClassVar = {
        DAILY: {Preference.Mail.DAILY},
        WEEKLY: {Preference.Mail.WEEKLY},
        SUMMARY: {Preference.Mail.DAILY, Preference.Mail.WEEKLY},
    }
    SEAL = "notifications.sealing"

    event = models.ForeignKey(Event, models.CASCADE, null=True, related_name="mails")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="mails"
    )
    reason = models.CharField(max_length=24)
    # what the recipient must still be allowed to see when the mail leaves
    target_type = models.ForeignKey(
        ContentType, models.CASCADE, null=True, related_name="+"
    )
    target_id = models.PositiveBigIntegerField(null=True)
    target = GenericForeignKey("target_type", "target_id")
    is_private = models.BooleanField(default=False)

    from_address = models.CharField(max_length=320)
    to_address = models.CharField(max_length=320)
    subject = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    # token in text and html -> name in MAIL_PLACEHOLDERS
    placeholders = models.JSONField(default=dict)
    sealed = models.TextField(blank=True)

    message_id = models.CharField(max_length=255, unique=True)
    in_reply_to = models.CharField(max_length=255, blank=True)
    references = models.TextField(blank=True)
    # "" or the same for all mails that a mail program should show as one thread
    thread = models.CharField(max_length=40, blank=True)
    reply_token = models.CharField(max_length=32, unique=True)

    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PENDING
    )
    next_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient"], name="one_mail_per_event_and_person"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="sent_mail_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sealed=""),
                name="sent_mail_keeps_no_secret",
            ),
        ]
        indexes = [
            # the sweep: what is due?
            models.Index(
                fields=["next_at"],
                name="mail_sweep",
                condition=Q(state__in=["pending", "leased", "unknown"]),
            ),
            # the mail before this one in somebody's thread
            models.Index(
                fields=["thread", "recipient", "id"],
                name="mail_thread",
                condition=~Q(thread=""),
            ),
            # the ledger of one thing
            models.Index(
                fields=["target_type", "target_id", "id"],
                name="mail_target",
                condition=Q(target_id__isnull=False),
            ),
            # the ledger of one address, account mail included
            models.Index(fields=["to_address", "id"], name="mail_address"),
        ]

    def __str__(self) -> str:
        return self.message_id

    @property
    def shown_text(self) -> str:
        """What staff may read of it: no account mail, no link that acts for her."""
        if self.is_account_mail:
            return ""
        text = self.text
        unsubscribe = self.headers.get("List-Unsubscribe", "").strip("<>")
        for secret in filter(None, [*self.placeholders, unsubscribe]):
            text = text.replace(secret, f"[{_('secret link')}]")
        return text

    @property
    def can_be_resent(self) -> bool:
        return self.state == self.State.FAILED and not self.is_account_mail

    @property
    def is_account_mail(self) -> bool:
        return self.reason == self.ACCOUNT


class Notification(models.Model):
    """One person heard of one Event: in her bell, in a summary, or in both."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications"
    )
    event = models.ForeignKey(Event, models.CASCADE, related_name="notifications")
    reason = models.CharField(max_length=24)
    in_bell = models.BooleanField(default=True)
    # the summary that is to tell of it: daily, weekly or "" for none
    awaits_digest = models.CharField(max_length=8, blank=True, default="")
    digest = models.ForeignKey(
        OutgoingEmail, models.SET_NULL, null=True, related_name="notifications"
    )
    read_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "event"], name="notification_once"
            )
        ]
        indexes = [
            # the bell's number
            models.Index(
                fields=["person"],
                name="notification_unread",
                condition=Q(in_bell=True, read_at__isnull=True),
            ),
            # the bell's list, by key
            models.Index(
                fields=["person", "-id"],
                name="notification_bell",
                condition=Q(in_bell=True),
            ),
            # what names her
            models.Index(
                fields=["person", "event"],
                name="notification_mentions",
                condition=Q(reason="mentioned"),
            ),
            # whose summary is due?
            models.Index(
                fields=["person", "awaits_digest", "created_at"],
                name="notification_awaiting",
                condition=~Q(awaits_digest=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} heard of {self.event_id}"


def new_message_id(host: str) -> str:
    return f"<{secrets.token_hex(16)}@{host}>"


def new_reply_token() -> str:
    return secrets.token_hex(16)
