"""Submitting a ticket, signed in or not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.signing import BadSignature, dumps, loads
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import find_or_create_guest
from brand.hours import opens_at
from composer.keeping import keep_files
from core.access import public
from core.answering import form_answer, posted, refuse_haste, too_soon
from core.proof import asks_proof
from core.ratelimit import is_everybody, is_over_limit, visitor_address
from search.finding import Result
from search.reading import things_read
from search.suggesting import suggestions_for
from tickets.actions import hold_ticket, open_ticket
from tickets.actions.blocking import take_as_spam
from tickets.details import offered_forms
from tickets.forms.portal import NewTicketForm, VisitorTicketForm
from tickets.limits import HOUR, wait_for
from tickets.models import Ticket
from tickets.permissions import can_solve
from tickets.suspicion import is_suspicious

SALT = "tickets.thanks"
# for how long a visitor is shown what may answer her ticket
FRESH = timedelta(hours=1)


@public
@asks_proof
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form, offered = _form_for(request), {"offered": offered_forms()}
    by = request.user if request.user.is_authenticated else None
    if not form.is_valid():  # or not checked yet
        keep_files(request, form, by=by)
        return form_answer(request, "tickets/new.html", offered, form)
    if _is_too_much(request, form.cleaned_data):
        refuse_haste(form)
        keep_files(request, form, by=by)
        page = form_answer(request, "tickets/new.html", offered, form)
        return too_soon(page, seconds=HOUR)
    ticket = _open(request, form)
    return redirect("tickets:thanks", dumps(ticket.pk, salt=SALT))


@public
@require_safe
def thanks(request: HttpRequest, signed: str) -> HttpResponse:
    """The number and what happens next; more only for who may see the ticket."""
    try:
        number = loads(signed, salt=SALT)
    except BadSignature as error:
        raise Http404 from error
    seen = Ticket.objects.visible_to(request.user).filter(pk=number).first()
    context = {
        "number": number,
        "ticket": seen,
        "answers": _answers(request, number, seen),
        "opens_at": opens_at(timezone.now()),
    }
    return render(request, "tickets/thanks.html", context)


def _answers(request: HttpRequest, number: int, seen: Ticket | None) -> list[Result]:
    """What might spare her the wait, while she may still take the request back.

    To a visitor the signed number of a fresh ticket says as much as that she wrote the
    subject, which finds what everybody may read; of the ticket itself she is shown
    nothing.
    """
    if request.user.is_authenticated:
        subject = seen.subject if seen and can_solve(request.user, seen) else ""
    else:
        fresh = Ticket.objects.filter(created_at__gte=timezone.now() - FRESH)
        subjects = fresh.filter(pk=number).values_list("subject", flat=True)
        subject = subjects.first() or ""
    return suggestions_for(request, subject)


def _form_for(request: HttpRequest) -> NewTicketForm:
    form_class = NewTicketForm
    if not request.user.is_authenticated:
        form_class = VisitorTicketForm
    if {"choose", "switch"} & request.POST.keys():
        return form_class.switched(request.POST, request.FILES)
    if request.method == "POST":
        return form_class(*posted(request))
    return form_class(initial={"form": request.GET.get("form", "")})


def _open(request: HttpRequest, form: NewTicketForm) -> Ticket:
    by = request.user if request.user.is_authenticated else None
    cleaned, given = form.cleaned_data, form.given()
    given["requester"] = by or find_or_create_guest(
        cleaned["email"], name=cleaned["name"]
    )
    given["read"] = things_read(cleaned["read"], request.user)
    if given["requester"].blocked_at:
        return take_as_spam(**given)
    if by is None and is_suspicious(request, cleaned):
        return hold_ticket(**given)
    return open_ticket(**given, channel=Ticket.Channel.WEB, by=by)


def _is_too_much(request: HttpRequest, cleaned: dict[str, Any]) -> bool:
    """What one person may send in an hour; for visitors, one address either way."""
    if request.user.is_authenticated:
        return bool(wait_for("open", request.user))
    email = cleaned["email"].lower()
    if is_over_limit("ticket-email", email, limit=20, seconds=HOUR):
        return True
    where = visitor_address(request)
    return not is_everybody(where) and is_over_limit(
        "ticket-address", where, limit=30, seconds=HOUR
    )
