from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from forums.models.topic import Topic


class MeToo(models.Model):
    """This person has the topic's question, problem or wish. The author has it, too."""

    topic = models.ForeignKey(
        Topic, models.CASCADE, related_name="me_toos", db_index=False
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="me_toos"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # at once when it is solved, not with the rest of the day
    wants_mail = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "person"], name="me_too_once")
        ]
        indexes = [
            # what was pressed lately
            models.Index(fields=["created_at", "topic"], name="me_too_lately"),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.topic}"
