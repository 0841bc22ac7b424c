from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models.ticket import Ticket
from tickets.querysets import PresenceQuerySet

# A page tells every 15 s, one in the background tab of a browser once a minute.
LASTS = timedelta(seconds=90)


class Presence(models.Model):
    """An agent has a ticket open just now, as its page last told."""

    class State(models.TextChoices):
        WRITING = "writing", _("is writing")
        VIEWING = "viewing", _("is viewing this")
        IDLE = "idle", _("has this open, but did nothing for 5 minutes")

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="presences")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    state = models.CharField(max_length=7, choices=State)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "person"], name="presence_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.state} #{self.ticket_id}"

    @property
    def icon(self) -> str:
        return "pen-line" if self.state == self.State.WRITING else "eye"
