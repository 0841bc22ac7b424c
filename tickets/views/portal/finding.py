"""The way back in for who lost the mail with her link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core.access import public
from core.answering import form_answer, posted
from core.proof import asks_proof, is_proven
from core.ratelimit import is_over_limit, visitor_address
from tickets.actions import request_links
from tickets.forms.portal import LostLinkForm
from tickets.limits import HOUR


@public
@asks_proof
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Always answers the same: whether the address is known, and how often it asked."""
    form = LostLinkForm(*posted(request))
    if not form.is_valid():
        context = {"is_sent": "sent" in request.GET}
        return form_answer(request, "tickets/find.html", context, form)
    email, where = form.cleaned_data["email"].lower(), visitor_address(request)
    limit = 30 if is_proven(form.cleaned_data["altcha"]) else 10
    often = is_over_limit("find-email", email, limit=3, seconds=HOUR)
    often |= is_over_limit("find-address", where, limit=limit, seconds=HOUR)
    if not often and not form.cleaned_data["website"]:
        request_links(email)
    return redirect(f"{reverse('tickets:find')}?sent=1")
