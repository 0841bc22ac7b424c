"""Tickets as a table in a file: facts of them, never what was written in them."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.http import Http404, QueryDict, StreamingHttpResponse

from accounts.models import User
from tickets.actions.exports import finish_export
from tickets.details import fields_in_order
from tickets.models import Ticket, TicketExport
from tickets.queues import queue_at

ROWS_AT_MOST = 100_000
AT_ONCE = 1000
# What a spreadsheet takes for a formula, or strips until it is one. Where numbers have
# a comma, semicolons part the cells, and what we quote may break into lines: one may
# begin there as well. The wide signs of East Asia count.
_FORMULA = re.compile(r"(^|[;\r\n]\s*)(?=[\t\r\n=+@\-\uff1d\uff0b\uff0d\uff20])")
_NUMBER = re.compile(r"-\d+(\.\d+)?")
HEAD = [
    "number", "subject", "status", "priority", "kind", "channel", "team", "assignee",
    "requester", "requester_address", "organisation", "tags", "created", "updated",
    "solved",
]  # fmt: skip


def write_export(export: TicketExport) -> bool:
    """Says whether it was this call that made the file; two at once write the same."""
    if export.ready_at is not None:
        return False
    queue = queue_at(QueryDict(export.query), export.owner)
    rows = queue.rows(export.owner).order_by(*queue.order)
    rows = rows.select_related("requester__organization", "assignee", "team")
    tickets = rows.prefetch_related("tags")[:ROWS_AT_MOST].iterator(AT_ONCE)
    export.path.parent.mkdir(parents=True, exist_ok=True)
    part = export.path.with_suffix(f".{os.getpid()}")
    count = 0
    with part.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        fields = fields_in_order()
        table.writerow([*HEAD, *(field.input_name for field in fields)])
        for ticket in tickets:
            details = [ticket.custom.get(field.key, "") for field in fields]
            table.writerow([*_cells(ticket), *map(harmless, details)])
            count += 1
    part.replace(export.path)
    return finish_export(export, row_count=count)


def csv_response(export: TicketExport, reader: User) -> StreamingHttpResponse:
    """What she has lost sight of since is left out."""
    if not export.path.exists():
        raise Http404
    lines = lines_for(export, reader)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"tickets-{export.created_at:%Y-%m-%d}-{export.pk}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def lines_for(export: TicketExport, viewer: User) -> Iterator[str]:
    """The file without the tickets that she does not work on any more."""
    with export.path.open(encoding="utf-8", newline="") as file:
        table = csv.reader(file)
        # begins with the mark without which Excel takes it for Latin-1
        yield "\ufeff" + _line(next(table))
        some: list[list[str]] = []
        for row in table:
            some.append(row)
            if len(some) == AT_ONCE:
                yield from _seen(some, viewer)
                some = []
        yield from _seen(some, viewer)


def _seen(rows: list[list[str]], viewer: User) -> Iterator[str]:
    mine = Ticket.objects.worked_on_by(viewer)
    numbers = mine.filter(pk__in=[int(row[0]) for row in rows])
    seen = set(numbers.values_list("pk", flat=True))
    yield from (_line(row) for row in rows if int(row[0]) in seen)


def _cells(ticket: Ticket) -> list[str]:
    requester = ticket.requester
    texts = [
        ticket.subject,
        ticket.status,
        ticket.priority,
        ticket.kind,
        ticket.channel,
        ticket.team.name if ticket.team else "",
        ticket.assignee.public_name if ticket.assignee else "",
        requester.public_name,
        requester.email,
        requester.organization.name if requester.organization else "",
        ", ".join(tag.name for tag in ticket.tags.all()),
    ]
    moments = (ticket.created_at, ticket.updated_at, ticket.solved_at)
    return [str(ticket.pk), *map(harmless, texts), *map(_moment, moments)]


def harmless(text: str) -> str:
    """With an apostrophe before what a spreadsheet would run; a number is none."""
    return text if _NUMBER.fullmatch(text) else _FORMULA.sub(r"\1'", text)


def _moment(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
