from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.hashers import make_password
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.forms.invitations import OpenAccountForm
from accounts.models import Invitation, User
from core.access import public
from core.answering import form_answer, posted
from core.sealing import hash_of


@public
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = Invitation.objects.usable().filter(token_hash=hash_of(token)).first()
    if found is None:
        return render(request, "accounts/invitation_void.html", status=404)
    has_account = User.objects.with_account().known_by(found.email).exists()
    form = _form(request, found, has_account=has_account)
    if form.is_valid():
        return _accept(request, found, form)
    context = {"invitation": found, "has_account": has_account}
    return form_answer(request, "accounts/invitation.html", context, form)


def _form(request: HttpRequest, found: Invitation, *, has_account: bool) -> Form:
    sent = posted(request)
    return Form(*sent) if has_account else OpenAccountForm(*sent, email=found.email)


def _accept(request: HttpRequest, found: Invitation, form: Form) -> HttpResponse:
    password = form.cleaned_data.get("password1")
    person = actions.accept_invitation(
        found,
        display_name=form.cleaned_data.get("display_name", ""),
        password_hash=make_password(password),
    )
    if person is None:
        return render(request, "accounts/invitation_void.html", status=404)
    messages.success(request, _("Welcome to the team."))
    if password is None:  # she has an account: its own login stays the only way in
        return redirect("account_login")
    logout(request)
    get_adapter().login(request, person)
    return redirect("accounts:profile")
