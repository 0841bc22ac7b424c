from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count

from accounts.models import User
from core.access import Viewer

if TYPE_CHECKING:
    from tickets.models import BulkChange, BulkLine


class BulkChangeQuerySet(models.QuerySet["BulkChange"]):
    def visible_to(self, viewer: Viewer) -> BulkChangeQuerySet:
        """Her own, while she is an agent."""
        if not isinstance(viewer, User) or not viewer.is_agent:
            return self.none()
        return self.filter(owner=viewer)

    def unfinished(self) -> BulkChangeQuerySet:
        return self.filter(finished_at__isnull=True)

    def idle_since(self, moment: datetime) -> BulkChangeQuerySet:
        """That no worker has in hand."""
        return self.unfinished().filter(worked_at__lt=moment)


class BulkLineQuerySet(models.QuerySet["BulkLine"]):
    def waiting(self) -> BulkLineQuerySet:
        return self.filter(outcome="waiting")

    def left(self) -> BulkLineQuerySet:
        """Left alone, for whatever reason."""
        return self.exclude(outcome__in=["waiting", "changed"])

    def visible_to(self, viewer: Viewer) -> BulkLineQuerySet:
        """Of tickets that she works on still."""
        from tickets.models import Ticket

        return self.filter(ticket__in=Ticket.objects.worked_on_by(viewer))

    def counts(self) -> dict[str, int]:
        """How many have each outcome."""
        counted = self.order_by().values("outcome").annotate(count=Count("pk"))
        return dict(counted.values_list("outcome", "count"))
