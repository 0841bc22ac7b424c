"""What kinds of requests ask for."""

from __future__ import annotations

from typing import Any

from accounts.models import Team
from activity.actions import history
from helpdesk.demo.content_files import ago, read
from helpdesk.demo.people import Cast
from tickets.actions.forms import add_field, create_form
from tickets.models import TicketField, TicketForm


def load(cast: Cast) -> list[TicketForm]:
    teams = {team.slug: team for team in Team.objects.all()}
    with history(ago(days=300)):
        return [_form(row, cast, teams) for row in read("forms")]


def _form(row: dict[str, Any], cast: Cast, teams: dict[str, Team]) -> TicketForm:
    fields, by = row.pop("fields"), cast["admin"]
    form = create_form(by=by, **row | {"team": teams[row["team"]]})
    made: dict[str, TicketField] = {}
    for field in fields:
        condition = {"shown_when": made.get(field.pop("shown_when", ""))}
        made[field["label"]] = add_field(form, by=by, **field | condition)
    return form
