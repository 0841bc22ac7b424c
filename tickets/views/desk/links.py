"""Linking a ticket with another, and no longer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from core.access import SignedInRequest, desk
from core.answering import require
from tickets.actions import link_tickets, unlink_tickets
from tickets.forms.linking import LinkForm
from tickets.models import Ticket
from tickets.permissions import can_work_on
from tickets.views.desk.ticket import ticket_for_work, ticket_page
from tickets.views.desk.trail import trail_of


@desk
@require_POST
def link(request: SignedInRequest, number: int) -> HttpResponse:
    ticket = ticket_for_work(request, number)
    require(can_work_on(request.user, ticket))
    others = Ticket.objects.worked_on_by(request.user).standing().exclude(pk=number)
    form = LinkForm(request.POST, choices=others)
    if not form.is_valid():
        said = [message for each in form.errors.values() for message in each]
        messages.error(request, " ".join(map(str, said)))
        return ticket_page(request, ticket, status=422, link_form=form)
    source, target, kind = form.ends(ticket)
    link_tickets(source, target, kind=kind, by=request.user)
    return redirect(trail_of(request).ticket(number))


@desk
@require_POST
def unlink(request: SignedInRequest, number: int, other: int) -> HttpResponse:
    ticket = ticket_for_work(request, number)
    require(can_work_on(request.user, ticket))
    found = get_object_or_404(Ticket.objects.worked_on_by(request.user), pk=other)
    unlink_tickets(ticket, found, by=request.user)
    return redirect(trail_of(request).ticket(number))
