"""How the views of this app answer."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Viewer, is_agent
from core.ratelimit import is_over_limit
from forums.models import Forum, Topic


def crumbs(*things: Forum | Topic, here: str) -> list[tuple[str, str]]:
    """The way from the forums over these things to this page."""
    start = (_("Forums"), reverse("forums:home"))
    way = [(str(thing), thing.get_absolute_url()) for thing in things]
    return [start, *way, (here, "")]


def is_too_fast(action: str, user: Viewer, *, limit: int, seconds: int) -> bool:
    """Staff answer many people in a row, so they are not held back."""
    if is_agent(user):
        return False
    return is_over_limit(f"forums.{action}", str(user.pk), limit=limit, seconds=seconds)
