"""How often one reader may respond to articles."""

from __future__ import annotations

from core.ratelimit import is_over_limit

# how often, and in how many seconds
LIMITS = {"vote": (30, 600), "comment": (10, 60)}


def wait_for(action: str, who: str) -> int:
    """The seconds after which to try again; 0: now. Counts as a try."""
    limit, seconds = LIMITS[action]
    often = is_over_limit(f"kb.{action}", who, limit=limit, seconds=seconds)
    return seconds if often else 0
