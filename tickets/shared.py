"""What agents keep for themselves, and leads and administrators for others.

Such a row has an `owner` or an `owner_team`; without either it is shared by all agents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from accounts.models import Team, TeamMembership, User
from core.access import Viewer

if TYPE_CHECKING:
    from tickets.models import View


class SharedQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: Viewer) -> Self:
        """Hers, her teams' and what all share; to administrators every team's."""
        if isinstance(viewer, User) and viewer.is_admin:
            return self.filter(Q(owner=viewer) | Q(owner__isnull=True))
        if not isinstance(viewer, User) or not viewer.is_agent:
            return self.none()
        return self.offered_to(viewer.pk)

    def offered_to(self, agent: int) -> Self:
        """Hers, her teams' and what all share, to choose from every day."""
        teams = TeamMembership.objects.filter(person=agent).values("team")
        shared = Q(owner__isnull=True, owner_team__isnull=True)
        return self.filter(Q(owner=agent) | Q(owner_team__in=teams) | shared)

    def changed_by(self, viewer: Viewer) -> Self:
        """Hers, those of teams that she leads; what others share: administrators."""
        if not isinstance(viewer, User) or not viewer.is_agent:
            return self.none()
        if viewer.is_admin:
            return self.filter(Q(owner=viewer) | Q(owner__isnull=True))
        led = Team.objects.led_by(viewer).order_by().values("pk")
        return self.filter(Q(owner=viewer) | Q(owner_team__in=led))


class ViewQuerySet(SharedQuerySet):
    def for_list(self) -> Self:
        return self.select_related("owner_team")

    def data_of(self, person: User) -> Iterable[Mapping[str, object]]:
        """Her own ones, for the download of personal data."""
        own: models.QuerySet[View] = self.filter(owner=person).order_by("pk")
        return own.values("name", "filters")
