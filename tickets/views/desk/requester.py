"""What else is known of the requester: too much to ask with every ticket page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.access import SignedInRequest, desk
from tickets.models import Ticket
from tickets.views.desk.trail import trail_of


@desk
@require_safe
def show(request: SignedInRequest, number: int) -> HttpResponse:
    """A page, or its sections for the panel of the ticket's page."""
    rows = Ticket.objects.worked_on_by(request.user).select_related("requester")
    ticket = get_object_or_404(rows, pk=number)
    is_part = request.headers.get("HX-Request")
    template = "desk/_requester_more.html" if is_part else "desk/requester.html"
    context = {"ticket": ticket, "url": trail_of(request).ticket(number)}
    return render(request, template, context)
