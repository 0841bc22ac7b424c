"""How much one person, and one network address, may do in the forums."""

from __future__ import annotations

from django.http import HttpRequest

from core.access import is_agent
from core.ratelimit import is_everybody, is_over_limit, visitor_address

A_MINUTE, A_DAY = 60, 86_400
# how often, and in how many seconds
LIMITS = {
    "topic": [(5, A_DAY)],
    "post": [(4, A_MINUTE), (100, A_DAY)],
    # each keeps what stood there before
    "edit": [(10, A_MINUTE), (200, A_DAY)],
    "me_too": [(30, A_MINUTE)],
    "like": [(60, A_MINUTE)],
    "report": [(10, 10 * A_MINUTE)],
}
# counted by address as well; of an outage a whole office may say that it has it
BY_ADDRESS = {"topic", "post", "edit"}
# so many people may share an address
PEOPLE = 4


def wait_for(action: str, request: HttpRequest) -> int:
    """The seconds after which to try again; 0: now. Counts as a try.

    Staff answer many people in a row, so they are not held back.
    """
    if is_agent(request.user):
        return 0
    where = visitor_address(request)
    is_one_place = action in BY_ADDRESS and not is_everybody(where)
    for limit, seconds in LIMITS[action]:
        name, who = f"forums.{action}.{seconds}", str(request.user.pk)
        if is_over_limit(name, who, limit=limit, seconds=seconds):
            return seconds
        if is_one_place and is_over_limit(
            f"{name}.address", where, limit=limit * PEOPLE, seconds=seconds
        ):
            return seconds
    return 0
