from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.utils.module_loading import import_string

from activity.events import EventType
from activity.models import Event

if TYPE_CHECKING:
    from accounts.models import User


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
        data=data or {},
    )
    for path in settings.EVENT_LISTENERS:
        import_string(path)(event, event_type)
    return event
