"""The views of an agent: counted, saved, changed, deleted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core.access import SignedInRequest, desk
from core.answering import form_answer, require
from core.pagination import paginate
from tickets.actions.saved_views import change_view, delete_view, save_view
from tickets.counting import counts, said
from tickets.forms.saved_views import ViewForm
from tickets.models import View
from tickets.permissions import can_change_view
from tickets.queues import queue_at, queue_of, queues_of

ORDER = ("name", "pk")


@desk
@require_safe
def views(request: SignedInRequest) -> HttpResponse:
    """For the side bar the counts alone."""
    found = counts(queues_of(request.user), request.user)
    counted = {key: said(count) for key, count in found.items()}
    if request.headers.get("HX-Request"):
        return render(request, "desk/_counts.html", {"counts": counted})
    rows = View.objects.visible_to(request.user).for_list()
    page = paginate(request, rows, order=ORDER)
    changed = View.objects.changed_by(request.user).values_list("pk", flat=True)
    context = {
        "page": page,
        "rows": [(row, counted.get(str(row.pk), "")) for row in page.rows],
        "changed": set(changed),
    }
    return render(request, "desk/views.html", context)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Of the queue that the query names."""
    data = request.POST if request.method == "POST" else None
    queue = queue_at(request.GET, request.user)
    form = ViewForm(data, by=request.user, queue=queue)
    if not form.is_valid():
        return form_answer(request, "desk/view.html", {}, form)
    view = save_view(client_key=form.cleaned_data["client_key"], **form.row())
    messages.success(request, _("The view is saved."))
    return redirect(view)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Filters in the query take the place of those that were saved."""
    view = _view(request, pk)
    require(can_change_view(request.user, view))
    data = request.POST if request.method == "POST" else None
    form = ViewForm(
        data, by=request.user, queue=queue_of(view).asked_for(request.GET), view=view
    )
    if not form.is_valid():
        return form_answer(request, "desk/view.html", {"view": view}, form)
    change_view(view, **form.row())
    messages.success(request, _("The view is saved."))
    return redirect(view)


@desk
@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    view = _view(request, pk)
    require(can_change_view(request.user, view))
    delete_view(view)
    messages.success(request, _("The view is deleted."))
    return redirect("desk:views")


def _view(request: SignedInRequest, pk: int) -> View:
    return get_object_or_404(View.objects.visible_to(request.user), pk=pk)
