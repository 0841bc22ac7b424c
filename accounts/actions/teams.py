from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.text import slugify

from accounts.models import Team, TeamMembership, User


@transaction.atomic
def create_team(*, name: str, is_private: bool, reopen_days: int) -> Team:
    return Team.objects.create(
        name=name, slug=_free_slug(name), is_private=is_private, reopen_days=reopen_days
    )


@transaction.atomic
def set_members(
    team: Team, *, members: Collection[User], leads: Collection[User]
) -> None:
    """Exactly these members, of whom `leads` lead it."""
    leading = {person.pk for person in leads}
    team.memberships.exclude(person__in=[person.pk for person in members]).delete()
    for person in members:
        TeamMembership.objects.update_or_create(
            team=team, person=person, defaults={"is_lead": person.pk in leading}
        )


def _free_slug(name: str) -> str:
    base = slugify(name)[:40] or "team"
    taken = set(
        Team.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    )
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(s for s in numbered if s not in taken)
