"""Tickets of the person who is signed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from core.access import SignedInRequest, signed_in
from core.answering import require
from core.ratelimit import too_many
from tickets.actions import remove_cc, reopen_ticket, solve_ticket
from tickets.fields import set_field
from tickets.forms.fields import CcForm
from tickets.forms.portal import RemoveCcForm
from tickets.leading import ticket_or_survivor
from tickets.limits import wait_for
from tickets.models import Ticket
from tickets.permissions import can_work_on
from tickets.views.portal.visit import Visit, change, reply, ticket_page


@signed_in
@require_safe
def ticket(request: SignedInRequest, number: int) -> HttpResponse:
    visit = visit_of(request, number)
    if visit.ticket.pk != number:
        return redirect(visit.path)
    is_hers = Ticket.objects.shared_with(request.user).filter(pk=number).exists
    if can_work_on(request.user, visit.ticket) and not is_hers():
        return redirect("desk:ticket", number)
    return ticket_page(request, visit)


@signed_in
@require_POST
def reply_to(request: SignedInRequest, number: int) -> HttpResponse:
    return reply(request, visit_of(request, number))


@signed_in
@require_POST
def solve(request: SignedInRequest, number: int) -> HttpResponse:
    visit = visit_of(request, number)
    allowed = visit.can_solve or visit.finds_it(Ticket.Status.SOLVED)
    return change(request, visit, allowed=allowed, action=solve_ticket)


@signed_in
@require_POST
def reopen(request: SignedInRequest, number: int) -> HttpResponse:
    visit = visit_of(request, number)
    allowed = visit.can_reopen or visit.finds_it(Ticket.Status.OPEN)
    return change(request, visit, allowed=allowed, action=reopen_ticket)


@signed_in
@require_POST
def cc(request: SignedInRequest, number: int) -> HttpResponse:
    visit = visit_of(request, number)
    require(visit.can_manage_ccs)
    if seconds := wait_for("cc", request.user):
        return too_many(request, seconds=seconds)
    form = CcForm(request.POST, ticket=visit.ticket)
    if not form.is_valid():
        return ticket_page(request, visit, cc_form=form)
    set_field(visit.ticket, "cc", form, by=request.user)
    added = _("%(email)s was added to this ticket.") % form.cleaned_data
    messages.success(request, added)
    return redirect(visit.path)


@signed_in
@require_POST
def uncc(request: SignedInRequest, number: int) -> HttpResponse:
    visit = visit_of(request, number)
    require(visit.can_manage_ccs)
    form = RemoveCcForm(request.POST)
    asked = form.cleaned_data["person"] if form.is_valid() else None
    person = get_object_or_404(User, pk=asked, ticket_ccs__ticket=visit.ticket)
    remove_cc(visit.ticket, person=person, by=request.user)
    return redirect(visit.path)


def visit_of(request: SignedInRequest, number: int) -> Visit:
    tickets = Ticket.objects.visible_to(request.user).for_portal()
    found = ticket_or_survivor(tickets, number)
    path = reverse("tickets:ticket", args=[found.pk])
    return Visit(ticket=found, person=request.user, path=path)
