from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.querysets import BulkChangeQuerySet, BulkLineQuerySet

KEPT_FOR = timedelta(days=7)


class BulkChange(models.Model):
    """The same to every ticket of a view, one after the other in the background."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="bulk_changes"
    )
    # of the queue, as its address has it
    query = models.CharField(max_length=2000, blank=True)
    # what to change, as the form takes it
    chosen = models.JSONField()
    client_key = models.UUIDField(default=uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # when a worker last took some of its tickets
    worked_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True)

    objects = BulkChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return _("Bulk change %(number)d") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        return reverse("desk:bulk-change", args=[self.pk])


class BulkLine(models.Model):
    """One of its tickets: chosen when it began, and what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", gettext_lazy("waiting")
        CHANGED = "changed", gettext_lazy("changed")
        # the others are reasons why it was left alone
        AWAY = "away", gettext_lazy("it is not among those you work on")
        REPLY = "reply", gettext_lazy("it takes no reply as it stands")
        STATUS = "status", gettext_lazy("its status cannot change to that")
        ASSIGNEE = "assignee", gettext_lazy("who was chosen does not work on it")
        TAGS = "tags", gettext_lazy("it would have too many tags")
        FAILED = "failed", gettext_lazy("something went wrong, the log says what")

    change = models.ForeignKey(BulkChange, models.CASCADE, related_name="lines")
    ticket = models.ForeignKey(
        "tickets.Ticket", models.CASCADE, related_name="bulk_lines"
    )
    outcome = models.CharField(
        max_length=8, choices=Outcome, default=Outcome.WAITING, editable=False
    )

    objects = BulkLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["change", "ticket"], name="bulk_line_ticket_once"
            )
        ]
        indexes = [
            # the next to take, and those that were left alone
            models.Index(fields=["change", "outcome", "id"], name="bulk_line_outcome")
        ]

    def __str__(self) -> str:
        return f"#{self.ticket_id}: {self.outcome}"
