"""Organisations as an administrator arranges them."""

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

from accounts.actions import find_or_create_guest
from accounts.forms.customers import AddressForm
from accounts.models import Organization, User
from core.access import SignedInRequest, admin_only
from core.answering import form_answer
from core.pagination import paginate
from core.typed import refill
from tickets.actions import organizations as actions
from tickets.forms.organizations import OrganizationForm

NAME_LENGTH = 120


@admin_only
@require_safe
def organizations(request: SignedInRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:NAME_LENGTH].replace("\x00", "")
    rows = Organization.objects.filter(name__icontains=text).for_settings()
    page = paginate(request, rows, order=["name", "pk"])
    context = {"page": page, "q": text}
    return render(request, "tickets/settings/organizations.html", context)


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    form = OrganizationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = actions.create_organization(by=request.user, **form.cleaned_data)
        return redirect("organization_settings:edit", made.pk)
    template = "tickets/settings/organization_new.html"
    return form_answer(request, template, {}, form)


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Organization, pk=pk)
    data = request.POST if request.method == "POST" else None
    form = OrganizationForm(data, row=found)
    if not form.is_valid():
        return _page(request, found, form, AddressForm())
    actions.change_organization(found, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("organization_settings:edit", pk)


@admin_only
@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Organization, pk=pk)
    actions.delete_organization(found, by=request.user)
    messages.success(request, _("Deleted. Its members see their own tickets alone."))
    return redirect("organization_settings:list")


@admin_only
@require_POST
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody by her address; who is not known yet becomes a guest."""
    found = get_object_or_404(Organization, pk=pk)
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, found, OrganizationForm(row=found), form)
    person = find_or_create_guest(form.cleaned_data["email"])
    if actions.set_organization(person, to=found, by=request.user):
        text = _("%(name)s belongs to it now.")
        messages.success(request, text % {"name": person.public_name})
    return redirect("organization_settings:edit", pk)


@admin_only
@require_POST
def remove(request: SignedInRequest, pk: int, person: int) -> HttpResponse:
    member = get_object_or_404(User.objects.filter(organization__pk=pk), pk=person)
    actions.set_organization(member, to=None, by=request.user)
    text = _("%(name)s belongs to it no more.")
    messages.success(request, text % {"name": member.public_name})
    return redirect("organization_settings:edit", pk)


def _page(
    request: SignedInRequest,
    found: Organization,
    form: OrganizationForm,
    add_form: AddressForm,
) -> HttpResponse:
    for each, verb in ((form, "edit"), (add_form, "add")):
        refill(request, each, reverse(f"organization_settings:{verb}", args=[found.pk]))
    rows = User.objects.present().filter(organization=found)
    context = {
        "row": found,
        "form": form,
        "add_form": add_form,
        "page": paginate(request, rows, order=["display_name", "pk"]),
    }
    status = 422 if form.errors or add_form.errors else 200
    template = "tickets/settings/organization.html"
    return render(request, template, context, status=status)
