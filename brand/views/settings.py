from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from brand import actions
from brand.forms import HoursForm, LanguageForm, LogoForm, LookForm, SenderForm
from brand.querysets import current_brand
from core.access import SignedInRequest, admin_only
from core.answering import form_answer, posted
from core.languages import name_of
from core.remembering import forget
from core.typed import refill


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: SignedInRequest) -> HttpResponse:
    form = LookForm(*posted(request), instance=current_brand())
    if form.is_valid():
        form.save()
        forget()
        messages.success(request, _("Saved."))
        return redirect("brand_settings:look")
    refill(request, form, request.path)
    return _look_page(request, form=form, logo_form=LogoForm())


@admin_only
@require_POST
def change_logo(request: SignedInRequest) -> HttpResponse:
    form = LogoForm(*posted(request))
    if not form.is_valid():
        look_form = LookForm(instance=current_brand())
        return _look_page(request, form=look_form, logo_form=form)
    actions.change_logo(image=form.cleaned_data["logo"])
    messages.success(request, _("The logo is changed."))
    return redirect("brand_settings:look")


@admin_only
@require_POST
def remove_logo(request: SignedInRequest) -> HttpResponse:
    if actions.remove_logo():
        messages.success(request, _("The logo is gone."))
    return redirect("brand_settings:look")


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def languages(request: SignedInRequest) -> HttpResponse:
    form = LanguageForm(*posted(request))
    if form.is_valid():
        actions.offer_language(form.cleaned_data["language"])
        messages.success(request, _("Readers may choose it now."))
        return redirect("brand_settings:languages")
    context = {"offered": [(code, name_of(code)) for code in current_brand().languages]}
    return form_answer(request, "brand/settings_languages.html", context, form)


@admin_only
@require_POST
def withdraw(request: SignedInRequest, code: str) -> HttpResponse:
    if actions.withdraw_language(code):
        messages.success(request, _("It is offered no more."))
    return redirect("brand_settings:languages")


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: SignedInRequest) -> HttpResponse:
    form = HoursForm(*posted(request), instance=current_brand())
    if form.is_valid():
        form.save()
        forget()
        messages.success(request, _("Saved."))
        return redirect("brand_settings:hours")
    return form_answer(request, "brand/settings_hours.html", {}, form)


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: SignedInRequest) -> HttpResponse:
    form = SenderForm(*posted(request), instance=current_brand())
    if form.is_valid():
        form.save()
        forget()
        messages.success(request, _("Saved."))
        return redirect("brand_settings:mail")
    return form_answer(request, "brand/settings_mail.html", {}, form)


@admin_only
@require_POST
def test_mail(request: SignedInRequest) -> HttpResponse:
    actions.send_test_mail(to=request.user)
    text = _("A test mail is on its way to %(email)s.")
    messages.success(request, text % {"email": request.user.email})
    return redirect("brand_settings:mail")


def _look_page(
    request: SignedInRequest, *, form: LookForm, logo_form: LogoForm
) -> HttpResponse:
    context = {"form": form, "logo_form": logo_form}
    status = 422 if form.errors or logo_form.errors else 200
    return render(request, "brand/settings_look.html", context, status=status)
