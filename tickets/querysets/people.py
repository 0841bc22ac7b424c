from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import TeamMembership, User
from core.access import Viewer
from notifications.querysets import watchers

if TYPE_CHECKING:
    from tickets.models import (
        AccessLink,
        Rating,
        Ticket,
    )


class AccessLinkQuerySet(models.QuerySet["AccessLink"]):
    def usable(self) -> AccessLinkQuerySet:
        return self.filter(expires_at__gt=timezone.now())


class RatingQuerySet(models.QuerySet["Rating"]):
    def visible_to(self, viewer: Viewer) -> RatingQuerySet:
        """Agents who work on the ticket, and whoever asked for help with it."""
        from tickets.models import Ticket

        seen = Q(ticket__in=Ticket.objects.worked_on_by(viewer).values("pk"))
        if isinstance(viewer, User):
            seen |= Q(ticket__in=Ticket.objects.concerning(viewer).values("pk"))
        return self.filter(seen)

    def data_of(self, person: User) -> Iterable[Mapping[str, object]]:
        """What she thought of our answers, for the download of personal data."""
        own = self.visible_to(person).filter(ticket__requester=person)
        rated = own.filter(rated_at__isnull=False).order_by("pk")
        return rated.values("ticket", "score", "comment", "rated_at")


def agents_of(ticket: Ticket) -> models.QuerySet[User]:
    """Who works on it: every agent, unless its team is private."""
    if ticket.team is None or not ticket.team.is_private:
        return User.objects.agents()
    return agents_of_private_team(ticket.team.pk)


def followers_of(ticket: Ticket) -> models.QuerySet[User]:
    """Agents who follow it and still work on it."""
    return watchers(ticket) & agents_of(ticket)


def agents_of_private_team(team_id: int) -> models.QuerySet[User]:
    members = TeamMembership.objects.filter(team=team_id).values("person")
    return User.objects.agents().filter(Q(is_admin=True) | Q(pk__in=members))
