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
from accounts.forms.settings import MembersForm, TeamForm
from accounts.models import Team
from core.access import SignedInRequest, admin_only
from core.answering import form_answer, posted
from core.typed import refill


@admin_only
@require_safe
def teams(request: SignedInRequest) -> HttpResponse:
    context = {"teams": Team.objects.for_settings()}
    return render(request, "accounts/teams.html", context)


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_team(request: SignedInRequest) -> HttpResponse:
    form = TeamForm(*posted(request))
    if form.is_valid():
        made = actions.create_team(**form.cleaned_data)
        return redirect("accounts_settings:team", made.pk)
    return form_answer(request, "accounts/new_team.html", {}, form)


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Team, pk=pk)
    form = TeamForm(*posted(request), instance=found)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts_settings:team", pk)
    refill(request, form, request.path)
    members_form = MembersForm(team=found)
    return _team_page(request, found, form=form, members_form=members_form)


@admin_only
@require_POST
def members(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Team, pk=pk)
    form = MembersForm(request.POST, team=found)
    if not form.is_valid():
        team_form = TeamForm(instance=found)
        return _team_page(request, found, form=team_form, members_form=form)
    actions.set_members(found, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("accounts_settings:team", pk)


def _team_page(
    request: SignedInRequest, found: Team, *, form: TeamForm, members_form: MembersForm
) -> HttpResponse:
    context = {"team": found, "form": form, "members_form": members_form}
    status = 422 if form.errors or members_form.errors else 200
    return render(request, "accounts/team.html", context, status=status)
