"""Tables of tickets for agents. Each says whether it changed anything."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.db import transaction

from accounts.models import User
from activity.actions import now, record
from tickets import events
from tickets.models import TicketExport


@transaction.atomic
def start_export(*, query: str, client_key: UUID, by: User) -> TicketExport:
    """Sent again with the same client key it returns the earlier one."""
    from tickets import tasks  # which run actions

    export, _is_new = TicketExport.objects.get_or_create(
        client_key=client_key, owner=by, defaults={"query": query}
    )
    transaction.on_commit(partial(tasks.write_export.delay, export.pk), robust=True)
    return export


@transaction.atomic
def finish_export(export: TicketExport, *, row_count: int) -> bool:
    """Its file is written: tell whose it is."""
    rows = TicketExport.objects.select_for_update(no_key=True)
    export.refresh_from_db(from_queryset=rows)
    if export.ready_at is not None:
        return False
    export.ready_at, export.row_count = now(), row_count
    export.save(update_fields=["ready_at", "row_count"])
    record(events.ExportReady, export, by=None)
    return True


def delete_export(export: TicketExport) -> None:
    """The file first: a row without one can be deleted again, a file is forgotten."""
    export.path.unlink(missing_ok=True)
    export.delete()


@transaction.atomic
def write_exports_again() -> None:
    """Somebody took back words that may stand in them: nobody gets the old files."""
    for export in TicketExport.objects.ready().select_for_update():
        export.ready_at = None
        export.save(update_fields=["ready_at"])
        unlink = partial(export.path.unlink, missing_ok=True)
        transaction.on_commit(unlink, robust=True)
