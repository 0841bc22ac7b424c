"""The forms of kinds of requests, as an administrator arranges them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core.access import SignedInRequest, admin_only
from core.answering import form_answer
from tickets.actions import forms as actions
from tickets.forms.settings import FormSettingsForm
from tickets.models import TicketForm


@admin_only
@require_safe
def forms(request: SignedInRequest) -> HttpResponse:
    context = {"forms": TicketForm.objects.offered().with_fields()}
    return render(request, "tickets/settings/forms.html", context)


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    form = FormSettingsForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"crumbs": way(_("New form"))}
        return form_answer(request, "tickets/settings/form.html", context, form)
    made = actions.create_form(by=request.user, **form.cleaned_data)
    return redirect("form_settings:edit", made.slug)


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, slug: str) -> HttpResponse:
    row = offered_form(slug)
    form = FormSettingsForm(request.POST if request.method == "POST" else None, row=row)
    if not form.is_valid():
        fields = row.fields.asked()
        context = {"row": row, "fields": fields, "crumbs": way(row.title)}
        return form_answer(request, "tickets/settings/form.html", context, form)
    actions.change_form(row, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("form_settings:edit", row.slug)


@admin_only
@require_POST
def raise_(request: SignedInRequest, slug: str) -> HttpResponse:
    actions.raise_form(offered_form(slug), by=request.user)
    return redirect("form_settings:list")


@admin_only
@require_POST
def delete(request: SignedInRequest, slug: str) -> HttpResponse:
    actions.retire_form(offered_form(slug), by=request.user)
    return redirect("form_settings:list")


def offered_form(slug: str) -> TicketForm:
    return get_object_or_404(TicketForm.objects.offered(), slug=slug)


def way(here: str, form: TicketForm | None = None) -> list[tuple[str, str]]:
    above = [(_("Ticket forms"), reverse("form_settings:list"))]
    if form:
        above.append((form.title, reverse("form_settings:edit", args=[form.slug])))
    return [*above, (here, "")]
