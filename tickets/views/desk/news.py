"""Has anything changed in the queue since it was shown?"""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.views.decorators.http import require_safe

from core.access import SignedInRequest, desk
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet
from tickets.queues import queue_at
from tickets.views.desk.trail import Trail

COUNTED = 99
SHOWN_AT_MOST = 100


@desk
@require_safe
def news(request: SignedInRequest) -> HttpResponse:
    """The bar that tells of it; 204 where nothing did, for one query on an index."""
    asked = request.GET.copy()
    since, shown = asked.pop("since", [""])[-1], asked.pop("shown", [""])[-1]
    queue = Trail(asked.urlencode()).queue
    if not request.headers.get("HX-Request"):
        return redirect(queue)
    changed = _changed(request, since)
    if changed:
        numbers = [int(one) for one in shown.split(".")[:SHOWN_AT_MOST] if _is_pk(one)]
        in_view = queue_at(asked, request.user).rows(request.user).values("pk")
        seen = Ticket.objects.filter(Q(pk__in=numbers) | Q(pk__in=in_view))
        if count := seen.filter(pk__in=changed).count():
            return render(request, "desk/_news.html", {"count": count, "url": queue})
    return HttpResponse(status=204)


def _changed(request: SignedInRequest, since: str) -> list[int]:
    try:
        moment = parse_datetime(since)
    except ValueError:
        return []
    if moment is None or not is_aware(moment):
        return []
    rows: TicketQuerySet = Ticket.objects.worked_on_by(request.user)
    newer = rows.filter(updated_at__gt=moment).order_by("-updated_at")
    return list(newer.values_list("pk", flat=True)[:COUNTED])


def _is_pk(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
