from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tickets.models.ticket import Ticket
from tickets.querysets import TicketLinkQuerySet


class TicketLink(models.Model):
    """Two tickets have to do with each other: one link for a pair, told by both."""

    class Kind(models.TextChoices):
        RELATED = "related", _("Related")
        PARENT = "parent", _("Parent and child")  # `source` is the parent
        DUPLICATE = "duplicate", _("Duplicate")  # `source` repeats `target`
        SPLIT = "split", _("Split")  # `source` was a part of `target`

    kind = models.CharField(max_length=9, choices=Kind)
    source = models.ForeignKey(Ticket, models.CASCADE, related_name="links")
    target = models.ForeignKey(Ticket, models.CASCADE, related_name="linked_by")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = TicketLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Least("source", "target"),
                Greatest("source", "target"),
                name="ticket_link_once",
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="ticket_link_of_two"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.source_id} {self.kind} #{self.target_id}"

    def other(self, ticket: Ticket) -> Ticket:
        return self.target if self.source_id == ticket.pk else self.source
