from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tickets.models.ticket import Tag, Ticket
from tickets.querysets import MacroQuerySet


class Macro(models.Model):
    """A text to write again and again, and what is done to the ticket with it.

    Its owner's alone, or a team's; without either it is shared by all agents.
    """

    class Purpose(models.TextChoices):
        REPLY = "reply", _("Reply")
        NOTE = "note", _("Private note")

    # what a text may leave a ticket in
    STATUSES = [
        choice
        for choice in Ticket.Status.choices
        if choice[0] in ("open", "pending", "on_hold", "solved")
    ]

    title = models.CharField(_("title"), max_length=80)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="macros"
    )
    owner_team = models.ForeignKey(
        "accounts.Team", models.CASCADE, null=True, related_name="macros"
    )
    purpose = models.CharField(max_length=5, choices=Purpose, default=Purpose.REPLY)
    body = models.TextField(_("text"), blank=True)

    # the changes; empty ones change nothing
    status = models.CharField(max_length=8, choices=STATUSES, blank=True)
    priority = models.CharField(max_length=6, choices=Ticket.Priority, blank=True)
    team = models.ForeignKey(
        "accounts.Team", models.SET_NULL, null=True, related_name="+"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    assigns_sender = models.BooleanField(default=False)
    tags = models.ManyToManyField(Tag, related_name="+")

    client_key = models.UUIDField(default=uuid4, unique=True, editable=False)
    use_count = models.PositiveIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    objects = MacroQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(owner_team__isnull=True),
                name="macro_of_one",
            ),
            models.CheckConstraint(
                condition=Q(assignee__isnull=True) | Q(assigns_sender=False),
                name="macro_one_assignee",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("desk:macro-edit", args=[self.pk])
