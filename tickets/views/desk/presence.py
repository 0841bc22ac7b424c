"""An open page tells that it is, and hears who else is there and what came."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.models import User
from core.access import SignedInRequest, desk
from tickets.actions.presence import be_present, leave
from tickets.forms.presence import LEFT, PresenceForm
from tickets.models import Ticket
from tickets.presence import company
from tickets.timeline import ICONS, Entry, changes_since
from tickets.views.desk.trail import trail_of

CHANGES_SHOWN = 3


@desk
@require_POST
def presence(request: SignedInRequest, number: int) -> HttpResponse:
    """Every 15 seconds; an empty 422 for what no page of ours sends."""
    me, form = request.user, PresenceForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    rows = Ticket.objects.worked_on_by(me)
    if given.get("told") is not None:
        rows = rows.telling_of_changes(me, given["told"], ICONS)
    ticket = get_object_or_404(rows, pk=number)
    if not given:
        return HttpResponse(status=422)
    if given["state"] == LEFT:
        leave(ticket, by=me)
        return HttpResponse(status=204)
    be_present(ticket, state=given["state"], by=me)
    page = trail_of(request).ticket(number)
    if not request.headers.get("HX-Request"):
        return redirect(page)
    context = {
        "company": company(ticket, me),
        "came": _count_after(ticket, given["seen"]),
        "changes": _changes(ticket, me, given["told"]),
        "url": page,
    }
    return render(request, "desk/_company.html", context)


def _count_after(ticket: Ticket, seen: int | None) -> int:
    """How many messages came since; the ticket's row says whether to look."""
    if seen is None or seen >= ticket.message_count:
        return 0
    return ticket.messages.filter(number__gt=seen).count()


def _changes(ticket: Ticket, me: User, told: int | None) -> list[Entry]:
    """The last of what others changed since; the ticket's row says whether to look."""
    if told is None or not getattr(ticket, "is_changed", False):
        return []
    return changes_since(ticket, agent=me, told=told)[-CHANGES_SHOWN:]
