"""How much one person may do with tickets in an hour."""

from __future__ import annotations

from accounts.models import User
from core.ratelimit import is_over_limit

HOUR = 3600
A_HOUR = {"open": 100, "reply": 100, "cc": 30}


def wait_for(action: str, person: User) -> int:
    """The seconds after which to try again; 0: now. Counts as a try."""
    who, limit = str(person.pk), A_HOUR[action]
    often = is_over_limit(f"tickets.{action}", who, limit=limit, seconds=HOUR)
    return HOUR if often else 0
