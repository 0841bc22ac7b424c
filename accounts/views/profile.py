from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts import actions
from accounts.export import personal_data
from accounts.forms.profile import DeleteAccountForm, PictureForm, ProfileForm
from accounts.models import User
from accounts.permissions import can_delete_account
from core.access import SignedInRequest, public, signed_in
from core.answering import form_answer, posted
from core.pictures import picture_response


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: SignedInRequest) -> HttpResponse:
    # A row of its own: an invalid name must not show in the page's header.
    person = User.objects.get(pk=request.user.pk)
    form = ProfileForm(*posted(request), instance=person)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your profile is saved."))
        response = redirect("accounts:profile")
        if "language" in form.changed_data:
            # what she chose before on some page would go on counting more
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response
    context = {"picture_form": PictureForm()}
    return form_answer(request, "accounts/profile.html", context, form)


@signed_in
@require_POST
def change_picture(request: SignedInRequest) -> HttpResponse:
    form = PictureForm(*posted(request))
    if not form.is_valid():
        profile_form = ProfileForm(instance=request.user)
        context = {"form": profile_form, "picture_form": form}
        return render(request, "accounts/profile.html", context, status=422)
    actions.change_picture(request.user, image=form.cleaned_data["picture"])
    messages.success(request, _("Your picture is changed."))
    return redirect("accounts:profile")


@signed_in
@require_POST
def remove_picture(request: SignedInRequest) -> HttpResponse:
    if actions.remove_picture(request.user):
        messages.success(request, _("Your picture is gone."))
    return redirect("accounts:profile")


@public
@require_safe
def picture(request: HttpRequest, pk: int) -> FileResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    return picture_response(person.picture)


@signed_in
@require_safe
def data(request: SignedInRequest) -> HttpResponse:
    return render(request, "accounts/data.html")


@signed_in
@require_safe
def download(request: SignedInRequest) -> HttpResponse:
    response = JsonResponse(
        personal_data(request.user), json_dumps_params={"indent": 2}
    )
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    response["Cache-Control"] = "no-store"
    return response


@signed_in
@reauthentication_required(app="allauth.account")
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: SignedInRequest) -> HttpResponse:
    person = request.user
    form = DeleteAccountForm(*posted(request), person=person)
    allowed = can_delete_account(person)
    if allowed and form.is_valid():
        actions.delete_account(person)
        logout(request)
        messages.success(request, _("Your account is deleted. Farewell."))
        return redirect("home")
    context = {"form": form, "allowed": allowed}
    status = 200 if not form.is_bound else 422 if allowed else 403
    return render(request, "accounts/delete.html", context, status=status)
