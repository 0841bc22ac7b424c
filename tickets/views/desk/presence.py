"""An open page tells that it is, and hears who else is there and what came."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.access import SignedInRequest, desk
from tickets.actions.presence import be_present, leave
from tickets.forms.presence import LEFT, PresenceForm
from tickets.models import Ticket
from tickets.presence import company
from tickets.views.desk.trail import trail_of


@desk
@require_POST
def presence(request: SignedInRequest, number: int) -> HttpResponse:
    """Every 15 seconds; an empty 422 for what no page of ours sends."""
    me = request.user
    ticket = get_object_or_404(Ticket.objects.worked_on_by(me), pk=number)
    form = PresenceForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    if form.cleaned_data["state"] == LEFT:
        leave(ticket, by=me)
        return HttpResponse(status=204)
    be_present(ticket, state=form.cleaned_data["state"], by=me)
    page = trail_of(request).ticket(number)
    if not request.headers.get("HX-Request"):
        return redirect(page)
    came = _count_after(ticket, form.cleaned_data["seen"])
    context = {"company": company(ticket, me), "came": came, "url": page}
    return render(request, "desk/_company.html", context)


def _count_after(ticket: Ticket, seen: int | None) -> int:
    """How many messages came since; the ticket's row says whether to look."""
    if seen is None or seen >= ticket.message_count:
        return 0
    return ticket.messages.filter(number__gt=seen).count()
