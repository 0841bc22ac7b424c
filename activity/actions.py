from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import User
from activity.events import EventType
from activity.models import Event

_history: ContextVar[datetime | None] = ContextVar("history", default=None)


@contextmanager
def history(at: datetime) -> Iterator[None]:
    """What is recorded inside happened `at` then: it is written, and told to nobody.

    For content that is brought in. No mail goes out; the index is built afterwards.
    """
    token = _history.set(at)
    try:
        yield
    finally:
        _history.reset(token)


def now() -> datetime:
    """The present, or the moment of `history`: what actions write into their rows."""
    return _history.get() or timezone.now()


def is_history() -> bool:
    return _history.get() is not None


def record(
    event_type: type[EventType],
    target: models.Model,
    *,
    by: User | None,
    related: models.Model | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    """Write the Event and let each listener act on it, in the caller's transaction.

    Raises `TransactionManagementError` outside one: an Event never stands without the
    rows that it speaks of.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("record() needs a transaction")
    event = Event.objects.create(
        verb=event_type.verb,
        actor=by,
        target=target,
        related=related,
        audience=event_type.audience,
        data=event_type.place_of(target) | (data or {}),
        created_at=now(),
    )
    if is_history():
        return event
    for path in settings.EVENT_LISTENERS:
        import_string(path)(event, event_type)
    return event
