"""Queues that agents keep under a name. Nobody hears of it, so no Event tells."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from core.remembering import forget
from tickets.models import View


@transaction.atomic
def save_view(*, client_key: UUID, **fields: Any) -> View:
    """Sent again with the same client key it returns the earlier one."""
    view, _is_new = View.objects.get_or_create(client_key=client_key, defaults=fields)
    _show_in_side_bars()
    return view


@transaction.atomic
def change_view(view: View, **fields: Any) -> bool:
    """Says whether it is another now."""
    view.refresh_from_db(from_queryset=View.objects.select_for_update())
    changed = {name for name, value in fields.items() if getattr(view, name) != value}
    for name in changed:
        setattr(view, name, fields[name])
    if changed:
        view.save(update_fields=changed)
        _show_in_side_bars()
    return bool(changed)


@transaction.atomic
def delete_view(view: View) -> bool:
    deleted, _rows = View.objects.filter(pk=view.pk).delete()
    _show_in_side_bars()
    return bool(deleted)


def _show_in_side_bars() -> None:
    """At once for whoever did it, a second later for others."""
    transaction.on_commit(forget)
