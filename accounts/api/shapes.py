"""What the API takes and gives of people; forms clean what it takes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from ninja import Schema

from accounts.addresses import absolute
from accounts.models import PersonMerge, User
from core.api import Given


class PersonOut(Schema):
    id: int
    name: str

    @staticmethod
    def resolve_name(person: User) -> str:
        return person.public_name


class MeOut(Schema):
    id: int
    name: str
    email: str
    roles: list[str]
    scopes: list[str]


class TeamOut(Schema):
    id: int
    name: str


class AddressOut(Schema):
    email: str
    # mail goes to the first; she alone changes which one that is
    is_first: bool
    # proven by her, or vouched for by an agent
    is_verified: bool


class MergedOut(Schema):
    """Somebody who went into this person, while it can be undone."""

    id: int
    name: str
    email: str
    merged_at: datetime

    @staticmethod
    def resolve_id(merge: PersonMerge) -> int:
        return merge.loser_id

    @staticmethod
    def resolve_name(merge: PersonMerge) -> str:
        return merge.loser.public_name

    @staticmethod
    def resolve_email(merge: PersonMerge) -> str:
        return str(merge.kept["email"])

    @staticmethod
    def resolve_merged_at(merge: PersonMerge) -> datetime:
        return merge.created_at


class CustomerOut(PersonOut):
    url: str
    is_guest: bool
    organization: str | None
    # as a sender of spam
    blocked_at: datetime | None
    addresses: list[AddressOut]
    merged: list[MergedOut]

    @staticmethod
    def resolve_url(person: User) -> str:
        return absolute(person.get_absolute_url())

    @staticmethod
    def resolve_organization(person: User) -> str | None:
        return person.organization.name if person.organization else None

    @staticmethod
    def resolve_addresses(person: User) -> list[dict[str, Any]]:
        rows = EmailAddress.objects.filter(user=person).exclude(email=person.email)
        known = {person.email: not person.is_guest}
        known |= {row.email: row.verified for row in rows.order_by("pk")}
        return [
            {"email": email, "is_first": email == person.email, "is_verified": proven}
            for email, proven in known.items()
        ]

    @staticmethod
    def resolve_merged(person: User) -> list[PersonMerge]:
        return list(person.merged_in.undoable().for_list())


class MoveOut(Schema):
    what: str
    count: int


class MergePreviewOut(Schema):
    into: PersonOut
    moves: list[MoveOut]


class AddressIn(Given):
    email: str


class MergePeopleIn(Given):
    # an address of the person who stays
    into: str
