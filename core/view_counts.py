"""Views of pages, counted in the process and written some seconds later.

A request writes nothing. A process that is killed loses the views of its last seconds.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
from collections import Counter, defaultdict, deque
from collections.abc import Mapping
from typing import TypeAlias

from django.db import DatabaseError, connections, transaction
from django.db.models import F, Model

FLUSH_SECONDS = 3.0
AT_ONCE = 500

logger = logging.getLogger(__name__)

Viewed: TypeAlias = tuple[type[Model], int]


def count_view(thing: Model) -> None:
    """One more view of a thing that has a `view_count`."""
    count_view_of(type(thing), thing.pk)


def count_view_of(model: type[Model], pk: int) -> None:
    """The same where the row itself is not at hand: its page came from a cache."""
    # no lock: threads that answer kept pages would queue for it
    _waiting.seen.append((model, pk))
    keep_flushing()


def flush() -> None:
    """Write what was counted; what the database refuses now is kept for later."""
    with _waiting.lock:
        _waiting.gather()
        taken, _waiting.counts = _waiting.counts, Counter()
    if not taken:
        return
    try:
        with transaction.atomic():
            _write(taken)
    except DatabaseError:
        logger.warning("Views could not be written; they are kept", exc_info=True)
        with _waiting.lock:
            _waiting.counts.update(taken)


def keep_flushing() -> None:
    """See that this process has a thread that flushes; a fork starts its own."""
    if _waiting.thread is not None and _waiting.thread.is_alive():
        return
    with _waiting.lock:
        if _waiting.thread is not None and _waiting.thread.is_alive():
            return
        _waiting.thread = threading.Thread(
            target=_flush_for_ever, name="view-counts", daemon=True
        )
        _waiting.thread.start()
        atexit.register(flush)


class _Waiting:
    """What this process counted and did not write yet."""

    def __init__(self) -> None:
        self.seen: deque[Viewed] = deque()
        self.counts: Counter[Viewed] = Counter()
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None

    def gather(self) -> None:
        """Count what was seen so far; what is seen meanwhile waits for the next."""
        for _ in range(len(self.seen)):
            self.counts[self.seen.popleft()] += 1


_waiting = _Waiting()


def _start_afresh() -> None:
    """In a child: what the parent counted is the parent's to write."""
    _waiting.__init__()  # type: ignore[misc]


os.register_at_fork(after_in_child=_start_afresh)


def _flush_for_ever() -> None:
    pause = threading.Event()
    while not pause.wait(FLUSH_SECONDS):
        try:
            flush()
        finally:
            connections.close_all()


def _write(counts: Mapping[Viewed, int]) -> None:
    """One UPDATE for all the things of a model that were seen equally often."""
    alike: dict[tuple[type[Model], int], list[int]] = defaultdict(list)
    for (model, pk), views in counts.items():
        alike[model, views].append(pk)
    for (model, views), pks in alike.items():
        for start in range(0, len(pks), AT_ONCE):
            rows = model._base_manager.filter(pk__in=pks[start : start + AT_ONCE])
            rows.update(view_count=F("view_count") + views)
