from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import models

from accounts.models import MailDomain, Organization, Team, TeamMembership, User
from core.languages import known
from helpdesk.demo.content_files import ago, read

PASSWORD = "helpdesk-demo"
STAFF = {"agent", "lead", "writer", "reviewer", "admin"}
Cast = dict[str, User]


def load() -> Cast:
    """People by key, in their teams and organisations."""
    places = read("teams")
    teams = {row["slug"]: Team.objects.create(**row) for row in places["teams"]}
    organizations = {row["name"]: _organization(row) for row in places["organizations"]}
    password = make_password(PASSWORD)  # one hash for all: hashing is slow on purpose
    cast = {}
    for number, row in enumerate(read("people")):
        person = _person(row, organizations, password, days=400 - 7 * number)
        _join(person, row, teams)
        cast[row["key"]] = person
    return cast


def made(cast: Cast) -> list[models.Model]:
    return [*Team.objects.all(), *Organization.objects.all(), *cast.values()]


def _organization(row: dict[str, Any]) -> Organization:
    made = Organization.objects.create(
        name=row["name"], shares_tickets=row["shares_tickets"]
    )
    MailDomain.objects.bulk_create(
        MailDomain(organization=made, name=name) for name in row["domains"]
    )
    return made


def _person(
    row: dict[str, Any],
    organizations: dict[str, Organization],
    password: str,
    days: int,
) -> User:
    role, is_guest = row["role"], row["role"] == "guest"
    joined = ago(days=max(days, 20))
    person = User.objects.create(
        email=row["email"],
        display_name=row["display_name"],
        password="!" if is_guest else password,
        language=row["language"] if row["language"] in known() else "en",
        time_zone=row["timezone"],
        organization=organizations.get(row["organization"] or ""),
        is_agent=role in STAFF,
        is_admin=role == "admin",
        is_writer=role in ("writer", "admin"),
        is_reviewer=role in ("reviewer", "admin"),
        is_helper=role == "helper",
        verified_at=None if is_guest else joined,
        joined_at=joined,
    )
    if not is_guest:
        EmailAddress.objects.create(
            user=person, email=person.email, verified=True, primary=True
        )
    return person


def _join(person: User, row: dict[str, Any], teams: dict[str, Team]) -> None:
    for index, slug in enumerate(row["teams"]):
        TeamMembership.objects.create(
            team=teams[slug],
            person=person,
            is_lead=row["role"] == "lead" and index == 0,
        )
