from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actions.people import find_or_create_guest
from accounts.models import Invitation, Role, Team, TeamMembership, User
from accounts.querysets import normalize
from core.sealing import hash_of, new_token

INVITATION_DAYS = 7


class LastAdministratorError(Exception):
    """A site keeps at least one administrator."""


@transaction.atomic
def invite_agent(
    email: str, *, by: User, team: Team | None, roles: Iterable[str]
) -> Invitation:
    """Mail a link that makes its reader staff, once, within a week.

    Inviting an address again replaces the invitation: the older link is void.
    """
    token = new_token()
    invitation, _created = Invitation.objects.update_or_create(
        email=normalize(email),
        defaults={
            "token_hash": hash_of(token),
            "invited_by": by,
            "team": team,
            "roles": sorted(Role.completed([Role.AGENT, *roles])),
            "expires_at": timezone.now() + timedelta(days=INVITATION_DAYS),
        },
    )
    get_adapter().send_mail(
        "account/email/invitation",
        invitation.email,
        {
            "invitation": invitation,
            "invitation_url": reverse("accounts:invitation", args=[token]),
            "days": INVITATION_DAYS,
        },
    )
    return invitation


@transaction.atomic
def accept_invitation(
    invitation: Invitation, *, display_name: str, password_hash: str
) -> User | None:
    """The reader of the mail becomes staff; None where the link was used meanwhile.

    The link came by mail, so it proves the address: a guest's row is claimed. A person
    who has an account already keeps her name and password.
    """
    used, _rows = Invitation.objects.usable().filter(pk=invitation.pk).delete()
    if not used:
        return None
    person = find_or_create_guest(invitation.email)
    if person.verified_at is None:
        _open_account(person, display_name=display_name, password_hash=password_hash)
    _set_roles(person, {*invitation.roles, *person.roles})
    if invitation.team_id:
        TeamMembership.objects.get_or_create(team_id=invitation.team_id, person=person)
    return person


@transaction.atomic
def change_roles(person: User, *, roles: Iterable[str]) -> bool:
    """Give exactly these roles; LastAdministratorError where nobody is left to."""
    wanted = Role.completed(roles)
    admins = User.objects.admins().select_for_update()
    if Role.ADMIN not in wanted and {admin.pk for admin in admins} == {person.pk}:
        raise LastAdministratorError
    if wanted == set(person.roles):
        return False
    _set_roles(person, wanted)
    if Role.AGENT not in wanted:
        person.memberships.all().delete()
    return True


def _open_account(person: User, *, display_name: str, password_hash: str) -> None:
    person.display_name = display_name
    person.password = password_hash
    person.verified_at = timezone.now()
    person.save(update_fields=["display_name", "password", "verified_at"])
    EmailAddress.objects.update_or_create(
        user=person,
        email=person.email,
        defaults={"verified": True, "primary": True},
    )


def _set_roles(person: User, roles: Iterable[str]) -> None:
    for role in Role:
        setattr(person, f"is_{role.value}", role.value in roles)
    person.save(update_fields=[f"is_{role.value}" for role in Role])
