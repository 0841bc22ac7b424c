from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone

from accounts.models.person import User
from accounts.querysets import PersonMergeQuerySet


class PersonMerge(models.Model):
    """Two rows of one person became one. `kept` holds what undo gives back."""

    UNDO_FOR: ClassVar = timedelta(days=30)

    loser = models.ForeignKey(User, models.CASCADE, related_name="merges")
    survivor = models.ForeignKey(User, models.CASCADE, related_name="merged_in")
    merged_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    # ids by model and field, and the loser's fields of before
    kept = models.JSONField(default=dict)
    # rows that stayed, for the survivor has the like
    clashes = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    undone_at = models.DateTimeField(null=True)

    objects = PersonMergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["loser"],
                condition=models.Q(undone_at__isnull=True),
                name="person_merged_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.loser_id} → {self.survivor_id}"

    @property
    def can_be_undone(self) -> bool:
        fresh = timezone.now() <= self.created_at + self.UNDO_FOR
        return self.undone_at is None and fresh
