"""How it went. A mailed link leads to the question; only its form answers it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.access import SignedInRequest, public, signed_in
from core.answering import form_answer, require
from tickets.actions import rate_ticket
from tickets.forms.portal import RatingForm
from tickets.views.portal.access import through_link
from tickets.views.portal.tickets import visit_of
from tickets.views.portal.visit import Visit


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: SignedInRequest, number: int) -> HttpResponse:
    return _rate(request, visit_of(request, number))


@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
@through_link
def rate_through_link(request: HttpRequest, visit: Visit) -> HttpResponse:
    return _rate(request, visit)


def _rate(request: HttpRequest, visit: Visit) -> HttpResponse:
    require(visit.can_rate)
    data = request.POST if request.method == "POST" else None
    form = RatingForm(data, rating=visit.rating)
    if not form.is_valid():
        if score := request.GET.get("score"):
            form.initial["score"] = score
        context = {"ticket": visit.ticket, "visit": visit}
        return form_answer(request, "tickets/rate.html", context, form)
    rate_ticket(visit.ticket, by=visit.person, **form.cleaned_data)
    messages.success(request, _("Thank you for telling us."))
    return redirect(visit.path)
