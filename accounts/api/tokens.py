"""Who a program speaks for, and how often it may."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from accounts.actions import note_use
from accounts.models import ApiToken, User
from core.ratelimit import is_over_limit
from core.sealing import hash_of

REQUESTS_A_MINUTE = 600


class ApiRequest(HttpRequest):
    """A request that showed a token; its cookies were not looked at."""

    user: User
    auth: ApiToken


class TooManyError(HttpError):
    """More than a token may ask for in `seconds`."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(429, "That was a lot in a short time. Please wait a little.")


def usable_token(secret: str) -> ApiToken | None:
    rows = ApiToken.objects.usable().select_related("person__organization")
    return rows.filter(token_hash=hash_of(secret)).first()


class Token(HttpBearer):
    """`Authorization: Bearer …`, with all of these scopes."""

    def __init__(self, *scopes: str) -> None:
        self.scopes = scopes
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = usable_token(token)
        if found is None:
            return None
        if is_over_limit("api", str(found.pk), limit=REQUESTS_A_MINUTE, seconds=60):
            raise TooManyError(60)
        note_use(found)
        if missing := set(self.scopes) - set(found.scopes):
            raise HttpError(403, f"This token lacks: {', '.join(sorted(missing))}.")
        request.user = found.person
        return found
