"""More addresses of one person. Each says whether it changed anything."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User
from accounts.querysets import normalize


class TakenError(Exception):
    """The address is somebody else's; the two may be one person."""

    def __init__(self, person: User) -> None:
        super().__init__(f"It belongs to person {person.pk}")
        self.person = person


@transaction.atomic
def add_address(person: User, *, email: str) -> bool:
    """An agent vouches for it: mail from it is hers, and a code sent to it lets her in.

    She is told, so that a wrong one does not go unnoticed.
    """
    User.objects.select_for_update().get(pk=person.pk)
    address = normalize(email)
    owner = User.objects.known_by(address).first()
    if owner is not None and owner.pk != person.pk:
        raise TakenError(owner)
    if owner is not None:
        return False
    EmailAddress.objects.update_or_create(
        user=person, email=address, defaults={"verified": True}
    )
    tell_of_address(person, address)
    return True


@transaction.atomic
def remove_address(person: User, *, email: str) -> bool:
    """Never the first one, which only she changes herself."""
    address = normalize(email)
    hers = EmailAddress.objects.filter(user=person, email=address, primary=False)
    deleted, _rows = hers.exclude(email=person.email).delete()
    return bool(deleted)


def tell_of_address(person: User, address: str) -> None:
    if person.verified_at:
        context = {"address": address}
        get_adapter().send_mail("account/email/address_added", person.email, context)
