from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tickets.models.ticket import Ticket


class Merge(models.Model):
    """One ticket went into another. `kept` holds what undo gives back."""

    UNDO_FOR: ClassVar = timedelta(days=30)

    loser = models.ForeignKey(Ticket, models.CASCADE, related_name="merges")
    survivor = models.ForeignKey(Ticket, models.CASCADE, related_name="merged_in")
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # ids and fields of before, never text
    kept = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["loser"],
                condition=Q(undone_at__isnull=True),
                name="ticket_merged_once",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.loser_id} → #{self.survivor_id}"

    @property
    def can_be_undone(self) -> bool:
        fresh = timezone.now() <= self.created_at + self.UNDO_FOR
        return self.undone_at is None and fresh
