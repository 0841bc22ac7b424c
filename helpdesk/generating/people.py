"""People, their organisations, and who of them works here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Max

from accounts.models import Organization, Team, TeamMembership, User
from helpdesk.generating import words
from helpdesk.generating.loading import Run, chunks
from helpdesk.generating.texts import Zipf


@dataclass(frozen=True)
class Crowd:
    """Who writes: few write much, most write little."""

    customers: Zipf[User]
    members: Zipf[User]
    agents: Zipf[User]
    teams: Zipf[Team]


def generate_people(run: Run, count: int) -> None:
    """They have no password: nobody can log in as one of them."""
    start = (User.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    organizations = _organizations(run, count // 40)
    people = (
        _person(run, number, joined, organizations)
        for number, joined in enumerate(run.moments(count), start=start)
    )
    for chunk in chunks(people):
        with transaction.atomic():
            run.insert(chunk)
            run.insert([_address(person) for person in chunk if person.verified_at])
        run.progress(len(chunk))


def gather(run: Run) -> Crowd:
    """Everybody there is; agents and teams are made where there are none."""
    people = list(User.objects.present().order_by("pk"))
    if not people:
        raise ValueError("Nobody is there to write: generate users as well.")
    staff = [person for person in people if person.is_agent] or _hire(people)
    teams = list(Team.objects.filter(is_private=False).order_by("pk"))
    customers = [person for person in people if not person.is_agent] or people
    members = [person for person in customers if person.verified_at] or people
    for crowd in (customers, members, staff):
        run.rng.shuffle(crowd)
    return Crowd(
        customers=Zipf(customers, exponent=0.6),
        members=Zipf(members, exponent=0.6),
        agents=Zipf(staff, exponent=0.5),
        teams=Zipf(teams or _found_teams(run, staff)),
    )


def _organizations(run: Run, count: int) -> list[Organization]:
    taken = Organization.objects.count()
    names = [
        f"{run.rng.choice(words.COMPANIES)} {number}"
        for number in range(taken + 1, taken + count + 1)
    ]
    return run.insert(
        [Organization(name=name, shares_tickets=run.chance(0.3)) for name in names]
    )


def _person(
    run: Run, number: int, joined: datetime, organizations: list[Organization]
) -> User:
    rng = run.rng
    first, last = rng.choice(words.FIRST_NAMES), rng.choice(words.LAST_NAMES)
    works_somewhere = organizations and run.chance(0.4)
    return User(
        email=f"{first}.{last}.{number}@example.org".lower(),
        password="!generated",
        display_name=f"{first} {last}",
        verified_at=joined if run.chance(0.7) else None,
        joined_at=joined,
        organization=rng.choice(organizations) if works_somewhere else None,
    )


def _address(person: User) -> EmailAddress:
    return EmailAddress(user=person, email=person.email, verified=True, primary=True)


def _hire(people: list[User]) -> list[User]:
    with_account = [person for person in people if person.verified_at] or people
    hired = with_account[: max(2, len(people) // 100)]
    for person in hired:
        person.is_agent = True
    User.objects.bulk_update(hired, ["is_agent"])
    return hired


def _found_teams(run: Run, agents: list[User]) -> list[Team]:
    teams = run.insert(
        [Team(name=name, slug=name.lower().replace(" ", "-")) for name in words.TEAMS]
    )
    run.insert(
        [
            TeamMembership(team=teams[place % len(teams)], person=agent)
            for place, agent in enumerate(agents)
        ]
    )
    return teams
