"""Has anything changed in the queue since it was shown?"""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.views.decorators.http import require_safe

from core.access import SignedInRequest, desk
from tickets.columns import marks_anew
from tickets.models import Ticket
from tickets.presence import company_of, summed_up
from tickets.querysets import TicketQuerySet
from tickets.queues import queue_at
from tickets.views.desk.trail import Trail

COUNTED = 99
SHOWN_AT_MOST = 100


@desk
@require_safe
def news(request: SignedInRequest) -> HttpResponse:
    """The bar that tells of it, and who has the rows open now; 204 where neither is
    news, for two queries on indexes.
    """
    asked = request.GET.copy()
    since, shown, here = (
        asked.pop(name, [""])[-1] for name in ("since", "shown", "company")
    )
    queue = Trail(asked.urlencode()).queue
    if not request.headers.get("HX-Request"):
        return redirect(queue)
    numbers = [int(one) for one in shown.split(".")[:SHOWN_AT_MOST] if _is_pk(one)]
    company = list(company_of(numbers, request.user)) if here else []
    count = _count(request, asked, since, numbers)
    if not count and summed_up(company) == (here or summed_up([])):
        return HttpResponse(status=204)
    context = {
        "count": count,
        "url": queue,
        "company": summed_up(company),
        "marks": marks_anew(numbers, company) if here else "",
    }
    return render(request, "desk/_news.html", context)


def _count(
    request: SignedInRequest, asked: QueryDict, since: str, numbers: list[int]
) -> int:
    """How many of those that are shown, or would be now, changed since."""
    changed = _changed(request, since)
    if not changed:
        return 0
    in_view = queue_at(asked, request.user).rows(request.user).values("pk")
    seen = Ticket.objects.filter(Q(pk__in=numbers) | Q(pk__in=in_view))
    return seen.filter(pk__in=changed).count()


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
