"""What was filled in besides subject and text, as agents correct it."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import SignedInRequest, desk
from core.answering import form_answer, require
from tickets.actions import Stale
from tickets.details import offered_forms
from tickets.fields import change_details
from tickets.forms.details import EditDetailsForm
from tickets.permissions import can_edit_details
from tickets.views.desk.ticket import redirect_to_work, ticket_for_work


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: SignedInRequest, number: int) -> HttpResponse:
    ticket = ticket_for_work(request, number)
    require(can_edit_details(request.user, ticket))
    given = request.POST if request.method == "POST" else None
    chosen = request.GET.get("form", "")
    form = EditDetailsForm(given, ticket=ticket, chosen=chosen)
    if not form.is_valid():
        return _page(request, form)
    try:
        change_details(form, by=request.user)
    except Stale as stale:
        page = _page(request, form.told_newer(stale))
        page.status_code = 409
        return page
    return redirect_to_work(request, number)


def _page(request: SignedInRequest, form: EditDetailsForm) -> HttpResponse:
    number = form.ticket.pk
    here = (f"#{number}", reverse("desk:ticket", args=[number]))
    context = {
        "ticket": form.ticket,
        "offered": offered_forms(),
        "crumbs": [here, (_("Details"), "")],
    }
    return form_answer(request, "desk/details.html", context, form)
