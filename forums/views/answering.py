"""How the views of this app answer."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Viewer, is_agent
from core.ratelimit import is_over_limit
from forums.models import Forum, ForumGroup, Topic


def crumbs(*things: Forum | Topic, here: str) -> list[tuple[str, str]]:
    """The way from the forums over these things to this page."""
    start = (_("Forums"), reverse("forums:home"))
    way = [(str(thing), thing.get_absolute_url()) for thing in things]
    return [start, *way, (here, "")]


def grouped(
    forums: Iterable[Forum], groups: Iterable[ForumGroup]
) -> list[tuple[ForumGroup | None, list[Forum]]]:
    """Those without a group first, then each group with its forums."""
    of_group: dict[int | None, list[Forum]] = {}
    for forum in forums:
        of_group.setdefault(forum.group_id, []).append(forum)
    alone = of_group.get(None)
    found = [(group, of_group.get(group.pk, [])) for group in groups]
    return [(None, alone), *found] if alone else [*found]


def is_too_fast(action: str, user: Viewer, *, limit: int, seconds: int) -> bool:
    """Staff answer many people in a row, so they are not held back."""
    if is_agent(user):
        return False
    return is_over_limit(f"forums.{action}", str(user.pk), limit=limit, seconds=seconds)
