"""Taking words and files away for good, after one look at what will go."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import SignedInRequest, desk
from core.answering import form_answer, posted, require
from tickets.actions import redact_file, redact_message
from tickets.forms.redacting import RedactForm
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
    messages.success(request, _("It is gone, and nobody can read it any more."))
    return redirect(place)
