"""Webhooks: where other programs hear of Events, and what became of each call."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from activity.models import Event
from core.access import visitors_see
from core.remembering import remembered
from core.sealing import seal, unseal

SEAL = "notifications.webhooks"
LOG_IS_KEPT_FOR = timedelta(days=30)


def new_sealed_secret() -> str:
    return seal(secrets.token_hex(32).encode(), purpose=SEAL)


class Webhook(models.Model):
    """An address that is called with each Event of some verbs, or of all."""

    url = models.URLField(max_length=500)
    verbs = models.JSONField(default=list, blank=True)
    includes_private = models.BooleanField(default=False)
    sealed_secret = models.TextField(default=new_sealed_secret, editable=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return self.url

    @property
    def secret(self) -> str:
        return unseal(self.sealed_secret, purpose=SEAL).decode()


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def due(self) -> WebhookDeliveryQuerySet:
        """What may be called now, by the clock of the database."""
        return self.filter(
            Q(lease_until__isnull=True) | Q(lease_until__lt=Now()),
            webhook__is_active=True,
            state=WebhookDelivery.State.PENDING,
            next_at__lte=Now(),
        )

    def forgettable(self) -> WebhookDeliveryQuerySet:
        gone = ~Q(webhook__in=Webhook.objects.all())
        old = ~Q(state=WebhookDelivery.State.PENDING)
        return self.filter(gone | old, created_at__lt=Now() - LOG_IS_KEPT_FOR)

    def for_list(self) -> WebhookDeliveryQuerySet:
        return self.select_related("event")


class WebhookDelivery(models.Model):
    """One webhook is to hear of one Event; without an Event it is a test."""

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    # a listener may know of a webhook that was deleted a moment ago: no constraint,
    # lest somebody's reply fail for it
    webhook = models.ForeignKey(
        Webhook, models.CASCADE, related_name="deliveries", db_constraint=False
    )
    event = models.ForeignKey(Event, models.CASCADE, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(db_default=Now())
    lease_token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    status_code = models.PositiveSmallIntegerField(null=True)
    # the beginning of the answer, or why there was none
    response = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "event"], name="one_call_per_webhook_and_event"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_at"], name="webhook_sweep", condition=Q(state="pending")
            )
        ]

    def __str__(self) -> str:
        return f"{self.webhook_id} {self.event_id}: {self.state}"

    @property
    def verb(self) -> str:
        return self.event.verb if self.event else "webhook.test"


@remembered
def active_hooks() -> list[Webhook]:
    return list(Webhook.objects.filter(is_active=True))


def hears(hook: Webhook, event: Event) -> bool:
    if hook.verbs and event.verb not in hook.verbs:
        return False
    return hook.includes_private or not is_private(event)


def is_private(event: Event) -> bool:
    """What only staff may know of: even an address can hold a title.

    Things with a desk side (`worked_on_by`), as tickets, are their participants'; of
    anything else a visitor must see it, whoever is told.
    """
    target = event.target
    if event.audience == Event.Audience.STAFF or not isinstance(target, models.Model):
        return True
    rows = type(target)._default_manager.all()
    is_told_to_all = event.audience == Event.Audience.PUBLIC
    if hasattr(rows, "visible_to") and (
        is_told_to_all or not hasattr(rows, "worked_on_by")
    ):
        return not visitors_see(target)
    return bool(getattr(getattr(target, "team", None), "is_private", False))
