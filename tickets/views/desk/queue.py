"""The queue: what waits for whom."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from core.access import SignedInRequest, desk
from core.pagination import paginate
from tickets.filters import Filters, as_query, read
from tickets.forms.desk import ExportForm
from tickets.forms.queue import QueueFilter
from tickets.querysets import TicketQuerySet
from tickets.queues import DEFAULT, queue_at

ORDER = ("-updated_at", "-pk")


@desk
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return redirect("desk:queue")


@desk
@require_safe
def queue(request: SignedInRequest) -> HttpResponse:
    since = timezone.now()
    asked, filters = queue_at(request.GET, request.user), read(request.GET)
    rows = asked.rows(request.user).for_list()
    context = {
        "page": paginate(request, rows, order=ORDER),
        "since": since,
        "export_form": ExportForm(),
        "form": QueueFilter(asked.filters, own=filters),
        "view": asked.key,
        "title": asked.label,
        "is_filtered": bool(filters),
        "narrowed_by_field": bool(set(filters) - {"q"}),
        "trail": _trail(request.GET, asked.key, filters),
    }
    return render(request, "desk/queue.html", context)


def _trail(asked: QueryDict, view: str, filters: Filters) -> str:
    """The part of the query that means something here."""
    places = {key: asked[key] for key in ("after", "before") if asked.get(key)}
    named = {"view": view} if view else {}
    parts = (urlencode(named), as_query(filters), urlencode(places))
    return "&".join(filter(None, parts)) or f"view={DEFAULT.key}"


def queue_rows(asked: QueryDict, me: User) -> TicketQuerySet:
    """What the queue holds at an address, whatever page of it."""
    return queue_at(asked, me).rows(me)
