"""Tokens by which programs act for people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from accounts.models import ApiToken, User
from core.sealing import hash_of, new_token

# Tells a token from other secrets when it turns up where it should not.
PREFIX = "hd_"
NOTED_EVERY = timedelta(minutes=1)


def make_token(
    person: User, *, name: str, scopes: Iterable[str], days: int
) -> tuple[ApiToken, str]:
    """The row, and the token itself: this is the only moment that knows it."""
    secret = PREFIX + new_token()
    token = ApiToken.objects.create(
        person=person,
        name=name,
        token_hash=hash_of(secret),
        scopes=sorted(scopes),
        expires_at=timezone.now() + timedelta(days=days),
    )
    return token, secret


def revoke_token(token: ApiToken) -> bool:
    """For good."""
    rows = ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True)
    return bool(rows.update(revoked_at=timezone.now()))


def note_use(token: ApiToken) -> None:
    """To the minute: a busy program must not write a row for each request."""
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at < now - NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
