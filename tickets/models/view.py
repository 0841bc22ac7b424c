from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tickets.shared import ViewQuerySet


class View(models.Model):
    """A queue that was given a name: what narrows it, what it shows, how it is sorted.

    Its owner's alone, or a team's; without either it is shared by all agents. What it
    holds is who asks to say: “me” is she, and a team's secrets stay its own.
    """

    name = models.CharField(_("name"), max_length=60)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="views"
    )
    owner_team = models.ForeignKey(
        "accounts.Team", models.CASCADE, null=True, related_name="views"
    )
    # as `tickets.filters` reads them, `tickets.columns` and `tickets.queues` name them
    filters = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    sort = models.CharField(max_length=20, blank=True)
    client_key = models.UUIDField(default=uuid4, unique=True, editable=False)

    objects = ViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(owner_team__isnull=True),
                name="view_of_one",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('desk:queue')}?view={self.pk}"
