"""Views of pages, and what else is counted in the process and written seconds later.

A request writes nothing. A process that is killed loses what it counted in its last
seconds.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeAlias

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.db.models import F, Model
from django.http import HttpRequest
from django.utils.module_loading import import_string

FLUSH_SECONDS = 3.0
AT_ONCE = 500

logger = logging.getLogger(__name__)

Write: TypeAlias = Callable[[Mapping[Any, int]], None]
Viewed: TypeAlias = tuple[type[Model], int]


def count_view(thing: Model, request: HttpRequest) -> None:
    """One more view of a thing that has a `view_count`, and what led to it."""
    count_view_of((type(thing), thing.pk), request)


def count_view_of(viewed: Viewed, request: HttpRequest) -> None:
    """The same where the row itself is not at hand: its page came from a cache."""
    count(_write_views, viewed)
    referer = request.META.get("HTTP_REFERER", "")
    # the search, and forms that suggest; spelt out, for kept pages take no time
    if ("/search/?" in referer or "/new/" in referer) and _is_own(referer, request):
        count(_write_arrivals, (*viewed, referer))


def count(write: Write, what: Hashable) -> None:
    """One more of something; `write` is given how many there were of each."""
    # no lock: threads that answer kept pages would queue for it
    _waiting.seen.append((write, what))
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
        logger.warning("Counts could not be written; they are kept", exc_info=True)
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
        self.seen: deque[tuple[Write, Hashable]] = deque()
        self.counts: Counter[tuple[Write, Hashable]] = Counter()
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


def _write(counts: Mapping[tuple[Write, Hashable], int]) -> None:
    by_write: dict[Write, dict[Hashable, int]] = defaultdict(dict)
    for (write, what), number in counts.items():
        by_write[write][what] = number
    for write, numbers in by_write.items():
        write(numbers)


def _is_own(referer: str, request: HttpRequest) -> bool:
    host = request.META.get("HTTP_HOST", "")
    return referer.partition("://")[2].startswith(f"{host}/")


def _write_arrivals(counts: Mapping[tuple[type[Model], int, str], int]) -> None:
    import_string(settings.ARRIVALS)(counts)


def _write_views(counts: Mapping[Viewed, int]) -> None:
    """One UPDATE for all the things of a model that were seen equally often."""
    alike: dict[tuple[type[Model], int], list[int]] = defaultdict(list)
    for (model, pk), views in counts.items():
        alike[model, views].append(pk)
    for (model, views), pks in alike.items():
        for start in range(0, len(pks), AT_ONCE):
            rows = model._base_manager.filter(pk__in=pks[start : start + AT_ONCE])
            rows.update(view_count=F("view_count") + views)
