"""Texts to write again and again, and their use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import F

from activity.actions import now
from tickets.actions.rows import lock
from tickets.actions.tags import tags_named
from tickets.models import Macro, Ticket, TicketMessage


class Change(Protocol):
    @property
    def act(self) -> Callable[[Ticket], Any]: ...


@transaction.atomic
def create_macro(*, client_key: UUID, tags: Iterable[str], **fields: Any) -> Macro:
    """Sent again with the same client key it returns the earlier one."""
    macro, is_new = Macro.objects.get_or_create(client_key=client_key, defaults=fields)
    if is_new:
        macro.tags.set(tags_named(tags))
    return macro


@transaction.atomic
def change_macro(macro: Macro, *, tags: Iterable[str], **fields: Any) -> None:
    for name, value in fields.items():
        setattr(macro, name, value)
    macro.save(update_fields=list(fields))
    macro.tags.set(tags_named(tags))


@transaction.atomic
def write_with_changes(
    ticket: Ticket,
    write: Callable[[], TicketMessage],
    *,
    client_key: UUID,
    macro: Macro,
    changes: Iterable[Change],
) -> TicketMessage:
    """What `write` writes by this key and the changes with it: both or neither, once.

    The message comes first: it may be refused as outdated, and a change may put the
    ticket out of its author's reach.
    """
    lock(ticket)
    is_again = ticket.messages.filter(client_key=client_key).exists()
    message = write()
    if not is_again:
        apply_changes(message.ticket, macro=macro, changes=changes)
    return message


@transaction.atomic
def apply_changes(ticket: Ticket, *, macro: Macro, changes: Iterable[Change]) -> None:
    """Each by its own action, which leaves alone what is so already."""
    lock(ticket)
    for change in changes:
        change.act(ticket)
    used = Macro.objects.filter(pk=macro.pk)
    used.update(use_count=F("use_count") + 1, used_at=now())
