"""What a queue shows, as a file to download; written in the background."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.access import SignedInRequest, desk
from core.answering import form_answer
from tickets.actions.exports import start_export
from tickets.exporting import csv_response
from tickets.forms.desk import ExportForm
from tickets.models import TicketExport


@desk
@require_POST
def start(request: SignedInRequest) -> HttpResponse:
    form = ExportForm(request.POST)
    if not form.is_valid():
        return form_answer(request, "desk/export_start.html", {}, form)
    export = start_export(
        query=form.cleaned_data["queue"],
        client_key=form.cleaned_data["client_key"],
        by=request.user,
    )
    return redirect(export)


@desk
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    export = get_object_or_404(TicketExport.objects.visible_to(request.user), pk=pk)
    return render(request, "desk/export.html", {"export": export})


@desk
@require_safe
def download(request: SignedInRequest, pk: int) -> StreamingHttpResponse:
    """Her own alone."""
    exports = TicketExport.objects.visible_to(request.user).ready()
    return csv_response(get_object_or_404(exports, pk=pk), request.user)
