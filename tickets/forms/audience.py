"""For whom an agent keeps a macro or a view: "mine", "shared", or the key of a team."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from tickets.models import Macro, View

MINE, SHARED = "mine", "shared"


def audiences(by: User) -> list[tuple[str, Any]]:
    """To choose from: herself, teams that she leads, everybody."""
    teams = Team.objects.all() if by.is_admin else Team.objects.led_by(by)
    shared = [(SHARED, _("All agents"))] if by.is_admin else []
    return [
        (MINE, _("Me alone")),
        *((str(team.pk), team.name) for team in teams),
        *shared,
    ]


def audience_of(row: Macro | View) -> str:
    return MINE if row.owner_id else str(row.owner_team_id or SHARED)


def owners(audience: str, me: User) -> dict[str, int | None]:
    """The columns that say so."""
    return {
        "owner_id": me.pk if audience == MINE else None,
        "owner_team_id": None if audience in (MINE, SHARED) else int(audience),
    }
