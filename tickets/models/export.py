from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tickets.querysets import TicketExportQuerySet

KEPT_FOR = timedelta(days=2)


class TicketExport(models.Model):
    """What a queue held, as a table in a file, for the agent who asked for it."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="ticket_exports"
    )
    # of the queue, as its address has it
    query = models.CharField(max_length=2000, blank=True)
    client_key = models.UUIDField(default=uuid4, unique=True, editable=False)
    row_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ready_at = models.DateTimeField(null=True)

    objects = TicketExportQuerySet.as_manager()

    def __str__(self) -> str:
        return _("Export %(number)d") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        return reverse("desk:export", args=[self.pk])

    @property
    def path(self) -> Path:
        return settings.UPLOADS_DIR / "exports" / f"{self.client_key}.csv"

    @property
    def expires_at(self) -> datetime:
        return self.created_at + KEPT_FOR
