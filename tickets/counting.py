"""How many tickets stand in each view of an agent's side bar.

Never asked for by the page that shows it: the side bar fetches it, half a minute apart
at the least, and each count ends at a hundred, which costs the same in any queue.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from accounts.models import User
from tickets.queues import Queue

CAP = 100
FRESH = 30.0
# of the views that no count makes more telling
UNCOUNTED = {"solved", "spam", "trash"}
# each person's: since when, and by the view's key; there are as many as agents
_kept: dict[int, tuple[float, dict[str, int]]] = {}


def counts(queues: Iterable[Queue], me: User) -> dict[str, int]:
    """By the view's key, CAP where there are as many or more."""
    counted = _counted(queues)
    if not are_fresh(counted, me):
        _kept[me.pk] = (time.monotonic(), {q.key: _count(q, me) for q in counted})
    return _kept[me.pk][1]


def known_counts(me: User) -> dict[str, int]:
    """What was counted last in this process, for no query at all."""
    return _kept.get(me.pk, (0.0, {}))[1]


def are_fresh(queues: Iterable[Queue], me: User) -> bool:
    since, found = _kept.get(me.pk, (0.0, {}))
    is_whole = {queue.key for queue in _counted(queues)} <= found.keys()
    return is_whole and time.monotonic() - since < FRESH


def said(count: int | None) -> str:
    """Nothing of nothing, and “99+” of many."""
    if not count:
        return ""
    return str(count) if count < CAP else f"{CAP - 1}+"


def _counted(queues: Iterable[Queue]) -> list[Queue]:
    """Words are left out: looking for them is the one thing no index makes cheap."""
    return [q for q in queues if q.key not in UNCOUNTED and "q" not in q.filters]


def _count(queue: Queue, me: User) -> int:
    return queue.rows(me).order_by()[:CAP].count()
