"""The fields of a form."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import SignedInRequest, admin_only
from core.answering import form_answer
from tickets.actions import forms as actions
from tickets.forms.settings import FieldSettingsForm
from tickets.models import TicketField
from tickets.views.settings.forms import offered_form, way


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, slug: str) -> HttpResponse:
    above = offered_form(slug)
    given = request.POST if request.method == "POST" else None
    form = FieldSettingsForm(given, form=above)
    if not form.is_valid():
        context = {"above": above, "crumbs": way(_("New field"), above)}
        return form_answer(request, "tickets/settings/field.html", context, form)
    actions.add_field(above, by=request.user, **form.cleaned_data)
    return redirect("form_settings:edit", slug)


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    row = _asked_field(slug, key)
    given = request.POST if request.method == "POST" else None
    form = FieldSettingsForm(given, form=row.form, row=row)
    if not form.is_valid():
        crumbs = way(row.label, row.form)
        context = {"above": row.form, "row": row, "crumbs": crumbs}
        return form_answer(request, "tickets/settings/field.html", context, form)
    actions.change_field(row, by=request.user, **form.cleaned_data)
    return redirect("form_settings:edit", slug)


@admin_only
@require_POST
def raise_(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    actions.raise_field(_asked_field(slug, key), by=request.user)
    return redirect("form_settings:edit", slug)


@admin_only
@require_POST
def delete(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    """What tickets hold in it stays; one that others hang on stays itself."""
    row = _asked_field(slug, key)
    if not actions.retire_field(row, by=request.user):
        text = _("Other fields are asked only where “%(label)s” is filled in.")
        messages.error(request, text % {"label": row.label})
    return redirect("form_settings:edit", slug)


def _asked_field(slug: str, key: str) -> TicketField:
    fields = TicketField.objects.asked().select_related("form")
    return get_object_or_404(fields, form=offered_form(slug), key=key)
