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

from accounts import actions
from accounts.forms.settings import InvitationForm, RolesForm
from accounts.models import Invitation, User
from core.access import SignedInRequest, admin_only
from core.answering import form_answer, posted
from core.pagination import paginate

QUERY_LENGTH = 254  # of the longest address


@admin_only
@require_safe
def people(request: SignedInRequest) -> HttpResponse:
    """The staff; with `?q=` everybody whose name or address begins like that."""
    query = request.GET.get("q", "").strip()[:QUERY_LENGTH]
    found = User.objects.named(query) if query else User.objects.agents()
    page = paginate(request, found.for_settings(), order=["display_name", "pk"])
    return render(request, "accounts/people.html", {"page": page, "q": query})


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(User.objects.with_account(), pk=pk)
    form = RolesForm(*posted(request), person=found)
    if form.is_valid():
        try:
            actions.change_roles(found, roles=form.cleaned_data["roles"])
        except actions.LastAdministratorError:
            form.add_error("roles", _("A site keeps at least one administrator."))
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts_settings:person", pk)
    return form_answer(
        request, "accounts/settings_person.html", {"person": found}, form
    )


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: SignedInRequest) -> HttpResponse:
    form = InvitationForm(*posted(request))
    if form.is_valid():
        invited = actions.invite_agent(**form.cleaned_data, by=request.user)
        text = _("An invitation is on its way to %(email)s.")
        messages.success(request, text % {"email": invited.email})
        return redirect("accounts_settings:invitations")
    waiting = Invitation.objects.select_related("team", "invited_by")
    context = {"invitations": waiting}
    return form_answer(request, "accounts/invitations.html", context, form)


@admin_only
@require_POST
def withdraw_invitation(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(Invitation, pk=pk).delete()
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("accounts_settings:invitations")
