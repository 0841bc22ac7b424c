from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from tickets.models.message import TicketMessage
from tickets.querysets import CitationQuerySet


class Citation(models.Model):
    """An article that an agent's reply links to; who cited it wrote the message."""

    message = models.ForeignKey(TicketMessage, models.CASCADE, related_name="citations")
    target_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    target_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("target_type", "target_id")

    objects = CitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message", "target_type", "target_id"], name="citation_once"
            )
        ]
        indexes = [
            # in how many replies an article was used
            models.Index(fields=["target_type", "target_id"], name="citation_target"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} → {self.target_id}"
