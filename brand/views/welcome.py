from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from brand import actions
from brand.forms import WelcomeForm
from core.access import public
from core.answering import form_answer, posted


@public
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Makes the first administrator of an empty site; afterwards there is no page."""
    if User.objects.admins().exists():
        raise Http404
    form = WelcomeForm(*posted(request))
    if form.is_valid():
        return _open(request, form)
    return form_answer(request, "brand/welcome.html", {}, form)


def _open(request: HttpRequest, form: WelcomeForm) -> HttpResponse:
    administrator = actions.open_site(
        name=form.cleaned_data["site_name"],
        email=form.cleaned_data["email"],
        display_name=form.cleaned_data["display_name"],
        password_hash=make_password(form.cleaned_data["password1"]),
    )
    if administrator is None:
        raise Http404
    get_adapter().login(request, administrator)
    messages.success(request, _("Your site is open. Make it look like yours."))
    return redirect("brand_settings:look")
