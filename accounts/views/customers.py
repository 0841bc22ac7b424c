"""A customer as agents see her: her addresses, and whom she is one with."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts import actions
from accounts.forms.customers import AddressForm, MergePersonForm
from accounts.leading import standing_person
from accounts.models import User
from accounts.permissions import can_change_addresses
from accounts.relations import moves_of
from core.access import SignedInRequest, desk
from core.answering import posted, require
from core.typed import refill


@desk
@require_safe
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    if (stays := standing_person(pk)) != pk:
        return redirect("desk_people:person", stays)
    return _page(request, _person(request, pk), AddressForm())


@desk
@require_POST
def add_address(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    require(can_change_addresses(request.user, found))
    form = AddressForm(*posted(request))
    if form.is_valid():
        try:
            actions.add_address(found, email=form.cleaned_data["email"])
        except actions.TakenError as taken:
            form.add_error("email", _whose(taken.person, found))
        else:
            messages.success(request, _("Mail from this address is hers."))
            return redirect("desk_people:person", pk)
    return _page(request, found, form)


@desk
@require_POST
def remove_address(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    require(can_change_addresses(request.user, found))
    form = AddressForm(*posted(request))
    if not form.is_valid():
        return _page(request, found, form)
    if actions.remove_address(found, email=form.cleaned_data["email"]):
        messages.success(request, _("This address is nobody's now."))
    return redirect("desk_people:person", pk)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """GET with `into` shows what would move."""
    if (stays := standing_person(pk)) != pk:
        return redirect("desk_people:person", stays)
    found = _person(request, pk)
    require(can_change_addresses(request.user, found))
    asked = request.POST or (request.GET if "into" in request.GET else None)
    form = MergePersonForm(asked, person=found, by=request.user)
    if request.method != "POST" or not form.is_valid():
        return _preview(request, found, form)
    into = form.cleaned_data["into"]
    actions.merge_people(found, into=into, by=request.user)
    messages.success(request, _("The two are one. It can be undone for 30 days."))
    return redirect("desk_people:person", into.pk)


@desk
@require_POST
def unmerge(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User, pk=pk, deleted_at=None)
    require(can_change_addresses(request.user, found))
    if actions.undo_person_merge(found, by=request.user):
        messages.success(request, _("The two are two again."))
    elif standing_person(pk) != pk:
        text = _("It is too late, or the address has become somebody else's.")
        messages.warning(request, text)
    return redirect("desk_people:person", pk)


def _person(request: SignedInRequest, pk: int) -> User:
    seen = User.objects.visible_to(request.user).select_related("organization")
    return get_object_or_404(seen, pk=pk)


def _page(request: SignedInRequest, found: User, form: AddressForm) -> HttpResponse:
    refill(request, form, reverse("desk_people:add-address", args=[found.pk]))
    context = {
        "person": found,
        "form": form,
        "others": EmailAddress.objects.filter(user=found).exclude(email=found.email),
        "merges": found.merged_in.undoable().for_list(),
        "may_change": can_change_addresses(request.user, found),
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/customer.html", context, status=status)


def _preview(
    request: SignedInRequest, found: User, form: MergePersonForm
) -> HttpResponse:
    into = form.cleaned_data.get("into") if form.is_bound and form.is_valid() else None
    context: dict[str, Any] = {
        "person": found,
        "form": form,
        "into": into,
        "moves": moves_of(found) if into else [],
    }
    refused = form.is_bound and not form.is_valid()
    status = 422 if refused else 200
    return render(request, "accounts/merge_customer.html", context, status=status)


def _whose(owner: User, person: User) -> str:
    """Who has the address, and the way to make the two one."""
    if owner.is_agent:
        return _("This address is one of our own.")
    text = _("This address is {name}'s: are the two one person?")
    url = reverse("desk_people:merge", args=[owner.pk])
    return format_html(
        '{} <a href="{}?into={}">{}</a>',
        text.format(name=owner.public_name),
        url,
        person.email,
        _("Merge"),
    )
