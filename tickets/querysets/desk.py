from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from core.access import Viewer
from core.prepared import Given
from tickets.shared import SharedQuerySet

if TYPE_CHECKING:
    from tickets.models import (
        Presence,
        Ticket,
        TicketExport,
        TicketLink,
    )


class TicketLinkQuerySet(models.QuerySet["TicketLink"]):
    def of(self, ticket: Ticket) -> TicketLinkQuerySet:
        return self.filter(Q(source=ticket) | Q(target=ticket))

    def visible_to(self, viewer: Viewer) -> TicketLinkQuerySet:
        """To agents who work on both: a number tells of a private team, too."""
        from tickets.models import Ticket

        worked_on = Ticket.objects.worked_on_by(viewer).values("pk")
        return self.filter(source__in=worked_on, target__in=worked_on)

    def standing(self) -> TicketLinkQuerySet:
        """Not with a ticket that was merged into another."""
        return self.filter(source__merged_into=None, target__merged_into=None)

    def for_panel(self) -> TicketLinkQuerySet:
        return self.standing().select_related("source", "target").order_by("pk")


class MacroQuerySet(SharedQuerySet):
    def for_list(self) -> MacroQuerySet:
        rows = self.select_related("owner", "owner_team", "team", "assignee")
        return rows.prefetch_related("tags")

    def data_of(self, person: User) -> Iterable[Mapping[str, object]]:
        """Her own ones, for the download of personal data."""
        own = self.filter(owner=person).order_by("pk")
        return own.values("title", "purpose", "body", "use_count")


class PresenceQuerySet(models.QuerySet["Presence"]):
    def current(self) -> PresenceQuerySet:
        """Told lately: a page that was killed says no goodbye."""
        from tickets.models.presence import LASTS

        return self.told_since(timezone.now() - LASTS)

    def told_since(self, since: datetime | Given) -> PresenceQuerySet:
        return self.filter(seen_at__gt=since)

    def expired(self) -> PresenceQuerySet:
        from tickets.models.presence import LASTS

        return self.filter(seen_at__lte=timezone.now() - LASTS)

    def besides(self, viewer: Viewer) -> PresenceQuerySet:
        return self.exclude(person=viewer.pk)

    def for_display(self) -> PresenceQuerySet:
        """Whoever writes first."""
        return self.select_related("person").order_by("-state", "person__display_name")


class TicketExportQuerySet(models.QuerySet["TicketExport"]):
    def visible_to(self, viewer: Viewer) -> TicketExportQuerySet:
        """Her own, while she is an agent."""
        if not isinstance(viewer, User) or not viewer.is_agent:
            return self.none()
        return self.filter(owner=viewer)

    def ready(self) -> TicketExportQuerySet:
        return self.filter(ready_at__isnull=False)

    def waiting(self) -> TicketExportQuerySet:
        return self.filter(ready_at__isnull=True)
