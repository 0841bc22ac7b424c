"""What every page of a ticket offers by name, asked for once a second."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import Organization, Team, User
from core.remembering import remembered
from tickets.models import Macro, Ticket
from tickets.querysets import agents_of_private_team

MACROS_AT_MOST = 100
ORGANIZATIONS_AT_MOST = 500


def agents_to_choose(ticket: Ticket) -> dict[int, str]:
    """Who may be given the ticket."""
    if ticket.team is None or not ticket.team.is_private:
        return agent_names()
    return _names_in_private_team(ticket.team.pk)


@remembered
def agents() -> dict[int, User]:
    """With what a list shows of them."""
    rows = User.objects.agents().order_by("display_name")
    shown = rows.only("display_name", "picture", "is_agent", "deleted_at")
    return {person.pk: person for person in shown}


def agent_names() -> dict[int, str]:
    return {pk: person.public_name for pk, person in agents().items()}


@remembered
def team_names() -> dict[int, str]:
    return dict(Team.objects.values_list("pk", "name"))


@remembered
def organization_names() -> list[str]:
    """To be suggested; the name of one that is not among them is typed."""
    names = Organization.objects.values_list("name", flat=True)
    return list(names[:ORGANIZATIONS_AT_MOST])


@remembered
def _names_in_private_team(team_id: int) -> dict[int, str]:
    return _named(agents_of_private_team(team_id).order_by("display_name"))


def _named(people: QuerySet[User]) -> dict[int, str]:
    return {person.pk: person.public_name for person in people}


@remembered
def macros_to_choose(person: User) -> dict[str, list[tuple[int, str]]]:
    """Purpose → key and title of the macros she may use, the most used first."""
    found: dict[str, list[tuple[int, str]]] = {}
    rows = Macro.objects.visible_to(person).order_by("-use_count", "title")
    for pk, title, purpose in rows.values_list("pk", "title", "purpose")[
        :MACROS_AT_MOST
    ]:
        found.setdefault(purpose, []).append((pk, title))
    return found
