"""Who wrote on the other site, as guests of this one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.contrib.auth.hashers import make_password

from accounts.models import User
from accounts.names import name_or_nothing
from forums.importing.sources import Author, Written
from forums.models import Forum

# a reserved name: no mail is ever sent there
DOMAIN = "imported.invalid"


def address_of(author: Author, forum: Forum) -> str:
    """One person of the other site has always the same."""
    name = sha256(f"{forum.pk}:{author.key}".encode()).hexdigest()[:32]
    return f"{name}@{DOMAIN}"


def bring_people(posts: Iterable[Written], forum: Forum) -> tuple[dict[str, User], int]:
    """By the keys of their authors, and how many are new."""
    first: dict[Author, datetime] = {}
    for written in posts:
        earlier = first.get(written.author, written.at)
        first[written.author] = min(earlier, written.at)
    addresses = {author.key: address_of(author, forum) for author in first}
    rows = User.objects.filter(email__in=addresses.values())
    known = {person.email: person for person in rows}
    made = {}
    for author, at in first.items():
        address = addresses[author.key]
        if address not in known and address not in made:
            made[address] = User(
                email=address,
                display_name=name_or_nothing(author.name),
                password=make_password(None),
                joined_at=at,
            )
    User.objects.bulk_create(made.values())
    known |= made
    return {key: known[address] for key, address in addresses.items()}, len(made)
