"""What a writer has typed: kept by a button, and with JavaScript while she types."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from composer.keeping import keep_files, kept_files
from composer.staging import token_of
from core.access import SignedInRequest, desk
from core.answering import require
from kb import actions
from kb.forms import ArticleDraftForm, PageForm, TranslationDraftForm
from kb.models import Revision
from kb.permissions import can_write
from kb.texts import text_for
from kb.views import editor
from kb.views.editor import answer_edit, answer_new, around, around_new
from kb.views.texts import to_text
from kb.views.translating import (
    answer_translate,
    around_translation,
    translation_for,
)


@desk
@require_POST
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    article = text_for(request, pk).article
    stored = copy(article)  # the form writes on the other
    form = ArticleDraftForm(
        request.POST,
        request.FILES,
        instance=article,
        user=request.user,
        newest=Revision.objects.newest_of(article).get(),
    )
    said = _keep(request, stored, form)
    if request.headers.get("HX-Request") and form.is_valid():
        return _part(request, {**around(stored, request.user, form), **said})
    if said or not form.is_valid():
        status = 409 if said else 422
        return answer_edit(request, stored, form, status=status, **said)
    messages.success(request, _("Your draft is saved."))
    return redirect("kb_desk:edit", pk)


@desk
@require_POST
def new_draft(request: SignedInRequest) -> HttpResponse:
    require(can_write(request.user))
    form = ArticleDraftForm(request.POST, request.FILES, user=request.user)
    said = _keep(request, request.user, form)
    if request.headers.get("HX-Request") and form.is_valid():
        return _part(request, {**around_new(request), **said})
    if said or not form.is_valid():
        return answer_new(request, form, status=409 if said else 422, **said)
    messages.success(request, _("Your draft is saved."))
    return redirect(around_new(request)["new_url"])


@desk
@require_POST
def draft_in(request: SignedInRequest, pk: int, language: str) -> HttpResponse:
    text = translation_for(request, pk, language)
    form = TranslationDraftForm(request.POST, text=text)
    said = _keep(request, text, form)
    if request.headers.get("HX-Request") and form.is_valid():
        return _part(request, {**around_translation(text, request.user), **said})
    if said or not form.is_valid():
        status = 409 if said else 422
        return answer_translate(request, text, form, status=status, **said)
    messages.success(request, _("Your draft is saved."))
    return to_text(text)


@desk
@require_POST
def drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Back to the words of the newest revision."""
    article = text_for(request, pk).article
    form = PageForm(request.POST)
    if not form.is_valid():
        words = editor.form_of(request, article)
        return answer_edit(request, article, words, refused=form, status=422)
    _drop(request, article, form)
    return redirect("kb_desk:edit", pk)


@desk
@require_POST
def drop_new(request: SignedInRequest) -> HttpResponse:
    require(can_write(request.user))
    form = PageForm(request.POST)
    if not form.is_valid():
        words = editor.new_form(request, None)
        return answer_new(request, words, refused=form, status=422)
    _drop(request, request.user, form)
    return redirect(around_new(request)["new_url"])


@desk
@require_POST
def drop_in(request: SignedInRequest, pk: int, language: str) -> HttpResponse:
    text = translation_for(request, pk, language)
    form = PageForm(request.POST)
    if not form.is_valid():
        return answer_translate(request, text, refused=form, status=422)
    _drop(request, text, form)
    return to_text(text)


def _drop(request: SignedInRequest, text: Model, form: PageForm) -> None:
    if not actions.end_draft(text, by=request.user, **form.page()):
        told = _("You went on in another window. This is what you typed there.")
        messages.warning(request, told)


def _keep(
    request: SignedInRequest,
    text: Model,
    form: ArticleDraftForm | TranslationDraftForm,
) -> dict[str, Any]:
    """What the page has to say where another window of hers has gone on."""
    keep_files(request, form, by=request.user)
    if not form.is_valid():
        return {}
    try:
        actions.keep_draft(
            text,
            by=request.user,
            body=form.cleaned_data["body"],
            **form.page(),
            given=form.given(),
            kept=[token_of(upload) for upload in kept_files(form)],
        )
    except actions.Elsewhere as elsewhere:
        stamp = actions.stamp_of(elsewhere.draft)
        return {"elsewhere": elsewhere.draft, "stamp": stamp}
    return {}


def _part(request: SignedInRequest, context: dict[str, Any]) -> HttpResponse:
    status = 409 if context.get("elsewhere") else 200
    return render(request, "kb/desk/_around.html", context, status=status)
