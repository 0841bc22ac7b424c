"""Texts to write again and again, and their use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from tickets.actions.tags import tags_named
from tickets.models import Macro


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
