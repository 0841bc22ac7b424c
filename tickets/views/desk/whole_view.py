"""All tickets of a view at once: previewed, then changed in the background."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from core.access import SignedInRequest, desk
from core.answering import form_answer
from core.pagination import paginate
from core.typed import refill
from tickets.actions.bulk import Outcome, refusal, start_bulk_change
from tickets.changing import steps_of
from tickets.forms.bulk import AT_ONCE, IN_A_VIEW, WholeViewForm
from tickets.models import BulkChange, Ticket
from tickets.views.desk.bulk import back_of


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: SignedInRequest) -> HttpResponse:
    me = request.user
    if request.method != "POST":
        newest = Ticket.objects.aggregate(newest=Max("pk"))
        asked = {"queue": request.GET.get("queue", ""), **newest}
        form = WholeViewForm(initial=asked, viewer=me)
        refill(request, form, request.path)
        return render(request, "desk/bulk.html", {"form": form, **_shown(form)})
    form = WholeViewForm(request.POST, viewer=me)
    if not form.is_valid():
        return form_answer(request, "desk/bulk.html", _shown(form), form)
    if form.cleaned_data["step"] == "do":
        return redirect(start_bulk_change(by=me, **form.given()))
    shown = _shown(form)
    if form.cleaned_data["step"] == "preview":
        shown |= _previewed(form, shown, me)
    return render(request, "desk/bulk.html", {"form": form, **shown})


@desk
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far it is, and what was left alone."""
    changes = BulkChange.objects.visible_to(request.user)
    change = get_object_or_404(changes, pk=pk)
    counts = change.lines.counts()
    waiting = counts.pop(Outcome.WAITING, 0)
    changed = counts.pop(Outcome.CHANGED, 0)
    left = change.lines.left().visible_to(request.user).select_related("ticket")
    context = {
        "change": change,
        "changed": changed,
        "done": changed + sum(counts.values()),
        "total": changed + sum(counts.values()) + waiting,
        "left": [(Outcome(why).label, count) for why, count in counts.items()],
        "page": paginate(request, left, order=["pk"]),
    }
    return render(request, "desk/bulk_change.html", context)


def _shown(form: WholeViewForm) -> dict[str, Any]:
    """The first of the tickets, whose lot is not known yet."""
    return {
        "rows": [(ticket, None) for ticket in form.tickets().for_detail()[:AT_ONCE]],
        "count": form.count(),
        "at_most": IN_A_VIEW,
        "back": back_of(form),
    }


def _previewed(form: WholeViewForm, shown: dict[str, Any], me: User) -> dict[str, Any]:
    """Of the first; the others are looked at when their turn comes."""
    tickets = [ticket for ticket, _why in shown["rows"]]
    steps = list(steps_of(form.cleaned_data | {"tickets": tickets}, me))
    rows = [(ticket, refusal(steps, ticket, by=me)) for ticket in tickets]
    left = sum(bool(why) for _ticket, why in rows)
    return {"rows": rows, "taking": shown["count"] - left, "is_preview": True}
