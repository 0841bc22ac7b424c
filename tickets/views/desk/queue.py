"""The queue: what waits for whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.models import User
from core.access import SignedInRequest, desk
from core.pagination import paginate
from search.finding import thread_ids
from tickets.forms.desk import ExportForm, QueueFilter
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet

ORDER = ("-updated_at", "-pk")
Narrow = Callable[[TicketQuerySet, User], TicketQuerySet]

# name in the address: (label, icon, what stands in it)
VIEWS: dict[str, tuple[Any, str, Narrow]] = {
    "mine": (
        _("Mine"),
        "user",
        lambda rows, me: rows.open().awake().filter(assignee=me),
    ),
    "unassigned": (
        _("Unassigned"),
        "inbox",
        lambda rows, me: rows.open().awake().filter(assignee=None),
    ),
    "teams": (
        _("My teams"),
        "users",
        lambda rows, me: rows.open().awake().filter(team__memberships__person=me),
    ),
    "unsolved": (_("All unsolved"), "list", lambda rows, me: rows.open().awake()),
    "pending": (
        _("Waiting for customers"),
        "hourglass",
        lambda rows, me: rows.filter(status=Ticket.Status.PENDING).awake(),
    ),
    "snoozed": (_("Snoozed"), "alarm-clock", lambda rows, me: rows.snoozed()),
    "solved": (_("Solved"), "circle-check", lambda rows, me: rows.finished()),
    "spam": (
        _("Spam"),
        "shield-alert",
        lambda rows, me: rows.filter(status=Ticket.Status.SPAM),
    ),
    "trash": (
        _("Trash"),
        "trash-2",
        lambda rows, me: rows.filter(status=Ticket.Status.TRASH),
    ),
}
DEFAULT = "unsolved"


@desk
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return redirect("desk:queue")


@desk
@require_safe
def queue(request: SignedInRequest) -> HttpResponse:
    name, since = request.GET.get("view", ""), timezone.now()
    form = QueueFilter(request.GET)
    filters = form.narrowing()
    rows = queue_rows(request.GET, request.user)
    page = paginate(request, rows.for_list(), order=ORDER)
    context = {
        "page": page,
        "since": since,
        "export_form": ExportForm(),
        "form": form,
        "view": name if name in VIEWS else "",
        "title": VIEWS[name][0] if name in VIEWS else _("All unsolved"),
        "is_filtered": bool(filters),
        "narrowed_by_field": bool(set(filters) - {"q"}),
        "trail": _trail(request.GET) or f"view={DEFAULT}",
    }
    return render(request, "desk/queue.html", context)


def _trail(asked: QueryDict) -> str:
    """The part of the query that means something here."""
    keys = (*QueueFilter.base_fields, "view", "after", "before")
    return urlencode({key: asked[key] for key in keys if asked.get(key)})


def queue_rows(asked: QueryDict, me: User) -> TicketQuerySet:
    """What the queue holds at an address, whatever page of it."""
    filters = QueueFilter(asked).narrowing()
    return _narrowed(_view(asked.get("view", ""), filters, me), filters, me)


def _view(name: str, filters: dict[str, Any], me: User) -> TicketQuerySet:
    """A named view; a search or a status without one looks through everything."""
    rows = Ticket.objects.worked_on_by(me)
    if name not in VIEWS:
        if "q" in filters or "status" in filters:
            return rows if "status" in filters else rows.not_set_aside()
        name = DEFAULT
    return VIEWS[name][2](rows, me)


def _narrowed(
    rows: TicketQuerySet, filters: dict[str, Any], viewer: User
) -> TicketQuerySet:
    for name in ("status", "priority", "kind", "channel", "team", "assignee"):
        if name in filters:
            rows = rows.filter(**{name: filters[name]})
    if tag := filters.get("tag"):
        rows = rows.filter(tags__name=tag.lower())
    if text := filters.get("q"):
        rows = rows.filter(pk__in=_found(text, viewer))
    return rows


def _found(text: str, viewer: User) -> list[int]:
    """A number finds its ticket; words find the tickets that hold any of them."""
    number = text.strip().lstrip("#")
    if number.isascii() and number.isdigit() and len(number) < 19:
        return [int(number), *thread_ids(text, viewer, Ticket)]
    return thread_ids(text, viewer, Ticket)
