"""What somebody typed at sign-up, kept in her session until her address is proven.

Until then nothing of it touches a row: whoever signs up with a stranger's address
leaves no password and no name behind for the stranger to inherit.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.http import HttpRequest

from accounts.models import User

SESSION_KEY = "accounts_signup"


@dataclass(frozen=True)
class Staged:
    person_id: int
    display_name: str
    password_hash: str


def stage(
    request: HttpRequest, person: User, *, display_name: str, password_hash: str
) -> None:
    staged = Staged(person.pk, display_name, password_hash)
    request.session[SESSION_KEY] = asdict(staged)


def take(request: HttpRequest, person: User) -> Staged | None:
    """What this session staged for `person`; gone from the session afterwards."""
    kept = request.session.pop(SESSION_KEY, None)
    staged = Staged(**kept) if kept else None
    return staged if staged and staged.person_id == person.pk else None
