"""Taking words and files away for good, after one look at what will go."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from core.access import SignedInRequest, desk
from core.answering import form_answer, posted, require
from tickets.actions import (
    redact_details,
    redact_file,
    redact_message,
    redact_rating,
    redact_subject,
)
from tickets.forms.redacting import RedactForm, RedactTicketForm
from tickets.models import Ticket
from tickets.permissions import can_redact
from tickets.views.desk.ticket import ticket_for_work
from tickets.views.desk.trail import trail_of


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def redact(request: SignedInRequest, number: int, message: int) -> HttpResponse:
    ticket = ticket_for_work(request, number)
    require(can_redact(request.user, ticket))
    written = get_object_or_404(ticket.messages.for_timeline(), pk=message)
    place = f"{trail_of(request).ticket(number)}#m{written.number}"
    data, _files = posted(request)
    form = RedactForm(data, message=written, initial={"text": True})
    if not form.is_valid():
        again = ticket.messages.for_timeline().quoting(written).order_by("number")
        context = {"ticket": ticket, "message": written, "place": place, "again": again}
        return form_answer(request, "desk/redact.html", context, form)
    if form.cleaned_data["text"]:
        redact_message(written, by=request.user)
    for upload in form.cleaned_data["attachments"]:
        redact_file(upload, of=written, by=request.user)
    return _gone(request, place)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def redact_ticket(request: SignedInRequest, number: int) -> HttpResponse:
    """Its subject, what was filled in, and the comment of its rating."""
    ticket = ticket_for_work(request, number)
    require(can_redact(request.user, ticket))
    place = trail_of(request).ticket(number)
    data, _files = posted(request)
    form = RedactTicketForm(data, ticket=ticket)
    if not form.is_valid():
        lines = [ticket.subject, *"\n".join(ticket.custom.values()).splitlines()]
        context = {
            "ticket": ticket,
            "place": place,
            "again": ticket.messages.saying(lines).order_by("number"),
            "others": _saying_the_same(ticket, request.user),
        }
        return form_answer(request, "desk/redact_ticket.html", context, form)
    if form.cleaned_data.get("subject"):
        redact_subject(ticket, by=request.user)
    if form.cleaned_data.get("comment"):
        redact_rating(ticket, by=request.user)
    redact_details(ticket, form.cleaned_data["details"], by=request.user)
    return _gone(request, place)


def _saying_the_same(ticket: Ticket, agent: User) -> list[Ticket]:
    """A follow-up takes subject and details along."""
    filled = [(key, held) for key, held in ticket.custom.items() if held]
    near = Q(follow_up_of=ticket) | Q(pk=ticket.follow_up_of_id)
    rows = Ticket.objects.worked_on_by(agent).filter(near).order_by("pk")
    return [
        other
        for other in rows
        if other.subject == ticket.subject
        or any(other.custom.get(key) == held for key, held in filled)
    ]


def _gone(request: SignedInRequest, place: str) -> HttpResponse:
    messages.success(request, _("It is gone, and nobody can read it any more."))
    return redirect(place)
