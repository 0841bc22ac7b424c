from __future__ import annotations

from allauth.account.decorators import reauthentication_required
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
from accounts.forms.tokens import TokenForm
from accounts.models import ApiToken
from core.access import SignedInRequest, admin_only, signed_in
from core.answering import form_answer, posted
from core.pagination import paginate


@signed_in
@reauthentication_required(app="allauth.account")
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: SignedInRequest) -> HttpResponse:
    """Hers; the answer to the form shows a new one, which nothing shows again."""
    form = TokenForm(*posted(request), person=request.user)
    own = ApiToken.objects.filter(person=request.user)
    if not form.is_valid():
        return form_answer(request, "accounts/tokens.html", {"tokens": own}, form)
    _token, secret = actions.make_token(request.user, **form.cleaned_data)
    fresh = TokenForm(person=request.user)
    context = {"tokens": own, "form": fresh, "secret": secret}
    response = render(request, "accounts/tokens.html", context)
    response["Cache-Control"] = "no-store"
    return response


@signed_in
@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
    if actions.revoke_token(token):
        messages.success(request, _("The token is revoked."))
    is_own = token.person_id == request.user.pk
    return redirect("accounts:tokens" if is_own else "accounts_settings:tokens")


@admin_only
@require_safe
def all_tokens(request: SignedInRequest) -> HttpResponse:
    rows = ApiToken.objects.visible_to(request.user).select_related("person")
    page = paginate(request, rows, order=["-pk"])
    return render(request, "accounts/settings_tokens.html", {"page": page})
