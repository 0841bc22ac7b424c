"""Many tickets at once: chosen in the queue, previewed, then changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.access import SignedInRequest, desk
from core.answering import form_answer
from core.typed import refill
from tickets.actions.bulk import Outcome, change_many, refusal
from tickets.changing import steps_of
from tickets.forms.bulk import BulkForm, ChangesForm
from tickets.models import Ticket
from tickets.views.desk.trail import Trail


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: SignedInRequest) -> HttpResponse:
    me = request.user
    if request.method != "POST":
        return _choose(request)
    form = BulkForm(request.POST, viewer=me)
    if not form.is_valid():
        context = {**_named(form), "back": back_of(form)}
        return form_answer(request, "desk/bulk.html", context, form)
    given = form.cleaned_data
    steps = list(steps_of(given, me))
    if given["step"] == "do":
        left = change_many(given["tickets"], steps=steps, by=me)
        _say(request, given["tickets"], left)
        return redirect(Trail(given["queue"]).queue)
    rows = [(ticket, refusal(steps, ticket, by=me)) for ticket in given["tickets"]]
    context = {
        "form": form,
        "back": back_of(form),
        "rows": rows,
        "count": len(rows),
        "taking": sum(not why for _ticket, why in rows),
        "is_preview": given["step"] == "preview",
    }
    return render(request, "desk/bulk.html", context)


def back_of(form: ChangesForm) -> str:
    """The queue that the tickets were chosen in."""
    return Trail(form["queue"].value() or "").queue


def _choose(request: SignedInRequest) -> HttpResponse:
    """The empty form, about those of the ticked tickets that she works on."""
    asked = {
        "tickets": request.GET.getlist("tickets"),
        "queue": request.GET.get("queue", ""),
    }
    form = BulkForm(initial=asked, viewer=request.user)
    refill(request, form, request.path)
    context = {"form": form, "back": back_of(form), **_named(form)}
    if not context["rows"]:
        messages.info(request, _("Tick the tickets first, then say what to change."))
        return redirect(context["back"])
    return render(request, "desk/bulk.html", context)


def _named(form: BulkForm) -> dict[str, Any]:
    """The chosen tickets as rows whose lot is not known yet."""
    numbers = [
        int(number)
        for number in form["tickets"].value() or ()
        if str(number).isascii() and str(number).isdigit() and len(str(number)) < 19
    ]
    tickets: Any = form.fields["tickets"]
    rows = [(row, None) for row in tickets.queryset.filter(pk__in=numbers)]
    return {"rows": rows, "count": len(rows)}


def _say(
    request: SignedInRequest, chosen: list[Ticket], left: list[tuple[Ticket, Outcome]]
) -> None:
    count = len(chosen) - len(left)
    text = ngettext(
        "%(count)d ticket is as you chose.",
        "%(count)d tickets are as you chose.",
        count,
    )
    messages.success(request, text % {"count": count})
    if left:
        tickets = "; ".join(f"#{ticket.pk}: {why.label}" for ticket, why in left)
        messages.warning(request, _("Left alone: %(tickets)s") % {"tickets": tickets})
