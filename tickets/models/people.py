from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models.ticket import Ticket
from tickets.querysets import AccessLinkQuerySet


class TicketCc(models.Model):
    """Somebody whom the requester or an agent let in."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="ccs")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="ticket_ccs"
    )
    can_reply = models.BooleanField(_("may reply"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "person"], name="ticket_cc_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} – #{self.ticket_id}"


class AccessLink(models.Model):
    """A mailed link to one ticket for one person; only its token's hash is kept."""

    class Scope(models.TextChoices):
        VIEW = "view"
        REPLY = "reply"

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="access_links")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=5, choices=Scope)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # indexed to sweep what has run out
    expires_at = models.DateTimeField(db_index=True)

    objects = AccessLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"#{self.ticket_id} – {self.person}"
