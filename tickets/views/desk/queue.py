"""The queue: what waits for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.access import SignedInRequest, desk
from core.pagination import paginate
from tickets.columns import all_columns, drawn
from tickets.filters import Filters, as_query, read
from tickets.forms.queue import QueueFilter
from tickets.permissions import can_change_view
from tickets.presence import company_of, summed_up
from tickets.queues import DEFAULT, NEWEST, Queue, queue_at


@dataclass(frozen=True)
class Head:
    """Of a column: the address that sorts by it, "" where none does."""

    label: Any
    url: str = ""
    # as `aria-sort` has it, "" where it is sorted by something else
    sorted: str = ""


@desk
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return redirect("desk:queue")


@desk
@require_safe
def queue(request: SignedInRequest) -> HttpResponse:
    since = timezone.now()
    asked, filters = queue_at(request.GET, request.user), read(request.GET)
    rows = asked.rows(request.user).for_queue()
    page = paginate(request, rows, order=asked.order)
    trail = _trail(request.GET, asked, filters)
    company = list(company_of([row.pk for row in page.rows], request.user))
    context = {
        "page": page,
        "rows": drawn(
            page.rows,
            asked.columns,
            trail=trail,
            company=company,
            are_ticked=request.GET.get("tick") == "page",
        ),
        "heads": list(_heads(asked, filters)),
        "since": since,
        "company": summed_up(company),
        "shown": ".".join(str(row.pk) for row in page.rows),
        "client_key": uuid4(),
        "form": QueueFilter(asked.filters),
        "queue": asked,
        "can_change": asked.view and can_change_view(request.user, asked.view),
        "saved": _query(asked, filters, asked.sort),
        "is_filtered": bool(filters),
        "narrowed_by_field": bool(set(filters) - {"q"}),
        "trail": trail,
    }
    return render(request, "desk/queue.html", context)


def _trail(asked: QueryDict, queue: Queue, filters: Filters) -> str:
    """The part of the query that means something here."""
    places = {key: asked[key] for key in ("after", "before") if asked.get(key)}
    parts = (_query(queue, filters, queue.sort), urlencode(places))
    return "&".join(filter(None, parts)) or f"view={DEFAULT.key}"


def _query(queue: Queue, filters: Filters, sort: str) -> str:
    named = {"view": queue.key} if queue.key else {}
    if sort != NEWEST or queue.view:
        named["sort"] = sort
    return "&".join(filter(None, (urlencode(named), as_query(filters))))


def _heads(queue: Queue, filters: Filters) -> Iterator[Head]:
    """The subject's first. Pressed again, a head sorts the other way round."""
    known = all_columns()
    columns = [known[name] for name in queue.columns]
    shown = [("subject", _("Subject")), *((each.sort, each.label) for each in columns)]
    for sort, label in shown:
        if not sort:
            yield Head(label)
            continue
        is_sorted = queue.sort.lstrip("-") == sort.lstrip("-")
        way = "descending" if queue.sort.startswith("-") else "ascending"
        other = queue.sort[1:] if way == "descending" else f"-{queue.sort}"
        query = _query(queue, filters, other if is_sorted else sort)
        yield Head(label, f"?{query}", way if is_sorted else "")
