from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from activity.querysets import EventQuerySet


class Event(models.Model):
    """What happened, by whom, to what. Holds ids and field changes, never text."""

    class Audience(models.TextChoices):
        PUBLIC = "public"
        PARTICIPANTS = "participants"
        STAFF = "staff"

    verb = models.CharField(max_length=64)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    target_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    target_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    related_type = models.ForeignKey(
        ContentType, models.CASCADE, null=True, related_name="+"
    )
    related_id = models.PositiveBigIntegerField(null=True)
    related = GenericForeignKey("related_type", "related_id")
    audience = models.CharField(max_length=12, choices=Audience.choices)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            # the timeline of one thing, by key
            models.Index(
                fields=["target_type", "target_id", "id"], name="event_timeline"
            ),
            # the same, of the other side of a link
            models.Index(
                fields=["related_type", "related_id", "id"],
                name="event_related_timeline",
                condition=models.Q(related_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type_id}/{self.target_id}"
