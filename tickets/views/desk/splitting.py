"""Ticking messages of a thread that become a ticket of their own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import SignedInRequest, desk
from core.answering import posted, require
from core.typed import refill
from tickets.actions import split_ticket
from tickets.actions.splitting import openings_within
from tickets.forms.splitting import SplitForm
from tickets.models import Ticket, TicketMessage
from tickets.permissions import can_split
from tickets.views.desk.ticket import redirect_to_work, ticket_for_work

SHOWN_AT_MOST = 200


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: SignedInRequest, number: int) -> HttpResponse:
    ticket = ticket_for_work(request, number)
    require(can_split(request.user, ticket))
    form = SplitForm(*posted(request), ticket=ticket)
    refill(request, form, request.path)
    if not form.is_valid():
        return _page(request, ticket, form)
    made = split_ticket(ticket, by=request.user, **form.cleaned_data)
    if made is None:
        form.refuse_notes_alone()
        return _page(request, ticket, form)
    messages.success(request, _("These messages are a ticket of their own now."))
    return redirect_to_work(request, made.pk)


def _page(request: SignedInRequest, ticket: Ticket, form: SplitForm) -> HttpResponse:
    rows = ticket.messages.for_timeline().order_by("-number")[:SHOWN_AT_MOST]
    ticked, staying = form.ticked(), openings_within(ticket)
    context = {
        "ticket": ticket,
        "form": form,
        "thread": [_line(message, ticked, staying) for message in reversed(rows)],
    }
    status = 422 if form.is_bound else 200
    return render(request, "desk/split.html", context, status=status)


def _line(
    message: TicketMessage, ticked: set[str], staying: set[int]
) -> dict[str, Any]:
    may_go = message.number > 1 and message.pk not in staying
    return {
        "message": message,
        "may_go": may_go and not message.is_waiting,
        "is_ticked": str(message.number) in ticked,
    }
