from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models.ticket import Ticket
from tickets.querysets import TicketMessageQuerySet

# for so long an agent's reply may be taken back: nobody outside has seen it yet
UNDO_FOR = timedelta(seconds=15)


class TicketMessage(models.Model):
    """A public reply or a private note; number 1 is what the ticket was opened with."""

    class Kind(models.TextChoices):
        REPLY = "reply", _("Reply")
        NOTE = "note", _("Private note")

    class Format(models.TextChoices):
        MARKDOWN = "markdown"
        TEXT = "text"
        HTML = "html"

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="ticket_messages"
    )
    kind = models.CharField(max_length=5, choices=Kind)
    body = models.TextField()
    body_html = models.TextField()
    body_version = models.PositiveSmallIntegerField()
    source_format = models.CharField(
        max_length=8, choices=Format, default=Format.MARKDOWN
    )
    channel = models.CharField(max_length=5, choices=Ticket.Channel)
    # one form, one message, however often it is sent
    client_key = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # until then a reply is agents' alone; of a note it says nothing
    public_at = models.DateTimeField(default=timezone.now, editable=False)
    # nobody can read it any more
    redacted_at = models.DateTimeField(null=True, editable=False)

    attachments = GenericRelation("composer.Upload", "target_id", "target_type")

    objects = TicketMessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "number"], name="ticket_message_number"
            ),
            models.UniqueConstraint(
                fields=["ticket", "client_key"], name="ticket_message_sent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.ticket_id}.{self.number}"

    def get_absolute_url(self) -> str:
        return f"{reverse('tickets:ticket', args=[self.ticket_id])}#m{self.number}"

    @property
    def is_note(self) -> bool:
        return self.kind == self.Kind.NOTE

    @property
    def is_waiting(self) -> bool:
        """May it still be taken back?"""
        return not self.is_note and self.public_at > timezone.now()
