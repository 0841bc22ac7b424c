"""What else is known of the requester, and whose the ticket is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import SignedInRequest, desk
from core.answering import form_answer, require
from tickets.actions import Stale
from tickets.fields import give_to
from tickets.forms.fields import RequesterForm, ShownForm
from tickets.models import Ticket
from tickets.permissions import can_set_requester
from tickets.views.desk.ticket import redirect_to_work
from tickets.views.desk.trail import trail_of


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: SignedInRequest, number: int) -> HttpResponse:
    """A page, or its sections for the panel of the ticket's page: too much to ask with
    each of those.
    """
    rows = Ticket.objects.worked_on_by(request.user).standing()
    rows = rows.select_related("requester")
    ticket = get_object_or_404(rows, pk=number)
    if request.method == "POST":
        return _change(request, ticket)
    if request.headers.get("HX-Request"):
        context = {"ticket": ticket}
        return render(request, "desk/_requester_more.html", context)
    return _page(request, ticket, RequesterForm(ticket=ticket))


def _change(request: SignedInRequest, ticket: Ticket) -> HttpResponse:
    require(can_set_requester(request.user, ticket))
    form = RequesterForm(request.POST, ticket=ticket)
    if not form.is_valid():
        return _page(request, ticket, form)
    try:
        if give_to(form, by=request.user):
            text = _("It is %(name)s's ticket now.")
            messages.success(request, text % {"name": ticket.requester.public_name})
    except Stale:
        page = _page(request, ticket, form.told_newer())
        page.status_code = 409
        return page
    return redirect_to_work(request, ticket.pk)


def _page(request: SignedInRequest, ticket: Ticket, form: ShownForm) -> HttpResponse:
    context = {
        "ticket": ticket,
        "url": trail_of(request).ticket(ticket.pk),
        "may_change": can_set_requester(request.user, ticket),
    }
    return form_answer(request, "desk/requester.html", context, form)
