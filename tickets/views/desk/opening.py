"""An agent opens a ticket for a customer who called or came by."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions import find_or_create_guest
from composer.keeping import keep_files
from core.access import SignedInRequest, desk
from core.answering import form_answer, posted
from core.typed import take
from tickets.actions import open_ticket
from tickets.details import offered, offered_forms
from tickets.forms.desk import OpenTicketForm
from tickets.views.desk.ticket import redirect_to_work


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    form = _form_to_open(request)
    if not form.is_valid():  # or not checked yet
        keep_files(request, form, by=request.user)
        context = {"offered": offered_forms()}
        return form_answer(request, "desk/new.html", context, form)
    given = form.cleaned_data
    ticket = open_ticket(
        requester=find_or_create_guest(given["email"], name=given["name"]),
        by=request.user,
        **form.given(),
    )
    messages.success(request, _("Ticket #%(number)d is open.") % {"number": ticket.pk})
    return redirect_to_work(request, ticket.pk)


def _form_to_open(request: SignedInRequest) -> OpenTicketForm:
    if "choose" in request.POST:
        return OpenTicketForm.switched(request.POST, request.FILES)
    if request.method == "GET" and (unsent := take(request, request.path)):
        return OpenTicketForm.switched(unsent, None)
    return OpenTicketForm(*posted(request), initial=_asked_for(request))


def _asked_for(request: SignedInRequest) -> dict[str, Any]:
    """The form that the address names, and whose tickets those are."""
    chosen = offered(request.GET.get("form"))
    return {"form": chosen.slug, "team": chosen.team} if chosen else {}
