"""An article in another language, as writers work on it beside its source."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from core.access import SignedInRequest, desk
from core.answering import require
from core.languages import name_of
from core.typed import refill
from kb import actions
from kb.comparing import differences, words_of
from kb.forms import ConfirmForm, SendBackForm, TranslationForm
from kb.models import Article, Revision, Translation
from kb.permissions import can_publish, can_write
from kb.texts import translation_of
from kb.views.conflict import conflict_of
from kb.views.editor import at_work_on
from kb.views.texts import address_of, to_text


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: SignedInRequest, pk: int, language: str) -> HttpResponse:
    """What is saved waits until a reviewer publishes it."""
    text = translation_for(request, pk, language)
    if request.method != "POST":
        return answer_translate(request, text)
    form = TranslationForm(request.POST, text=text)
    if not form.is_valid():
        return answer_translate(request, text, form, status=422)
    try:
        saved = actions.translate_article(
            text.article, by=request.user, language=language, **form.given()
        )
    except actions.Outdated as outdated:
        conflict = conflict_of(text, form, outdated)
        return answer_translate(request, text, form, status=409, conflict=conflict)
    actions.end_draft(text, by=request.user, **form.page())
    if saved:
        messages.success(request, _("Your changes are saved."))
    return redirect(address_of(text, "edit"))


@desk
@require_POST
def confirm(request: SignedInRequest, pk: int, language: str) -> HttpResponse:
    """It is still true: no words of it have to change."""
    text = translation_for(request, pk, language)
    form = ConfirmForm(request.POST)
    if text.pk is None or not form.is_valid():
        raise Http404
    if actions.confirm_translation(text, by=request.user, **form.cleaned_data):
        messages.success(request, _("It is up to date."))
    return to_text(text)


def answer_translate(
    request: SignedInRequest,
    text: Translation,
    form: TranslationForm | None = None,
    *,
    refused: Form | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """`refused` is a command that did not pass."""
    form = form or _begun_form(text, request.user)
    for address in (request.path, f"{request.path}draft/"):
        refill(request, form, address)
    context = {
        "text": text,
        "article": text.article,
        "language_name": name_of(text.language),
        "source": form.source,
        "form": form,
        "begun": form.begun,
        "refused": refused,
        "changed": _changed_since(form.newest, form.source),
        "newest": form.newest,
        "send_back_form": SendBackForm(),
        **around_translation(text, request.user),
        **_commands(request, text),
        **more,
    }
    return render(request, "kb/desk/translate.html", context, status=status)


def around_translation(text: Translation, user: User) -> dict[str, Any]:
    """Who else types on it, and where her own draft is kept."""
    place = [text.article.pk, text.language]
    return {
        "at_work": at_work_on(text, user),
        "draft_url": reverse("kb_desk:draft-in", args=place),
        "drop_url": reverse("kb_desk:drop-draft-in", args=place),
    }


def _begun_form(text: Translation, user: User) -> TranslationForm:
    """With the words of its newest revision, or with hers where she has begun."""
    form = TranslationForm(text=text)
    if draft := actions.draft_of(text, user):
        form.go_on_with(draft, actions.stamp_of(draft))
    return form


def translation_for(request: SignedInRequest, pk: int, language: str) -> Translation:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    require(can_write(request.user))
    return translation_of(article, language)


def _changed_since(newest: Revision | None, source: Revision) -> Any:
    """In the source since the words were made from it; None where nothing did."""
    if newest is None or newest.source_number >= source.number:
        return None
    sources = Revision.objects.of(source.article)
    before = sources.filter(number=newest.source_number).first()
    return differences(words_of(before), words_of(source)) if before else []


def _commands(request: SignedInRequest, text: Translation) -> dict[str, Any]:
    is_new, may_publish = text.number != text.live_number, can_publish(request.user)
    names = ("ask-review", "send-back", "publish", "unpublish", "revisions")
    return {
        "may_ask": is_new and not text.review_asked_at,
        "may_send_back": may_publish and text.review_asked_at,
        "may_publish": may_publish and is_new,
        "may_unpublish": may_publish and text.is_live,
        "urls": {name.replace("-", "_"): address_of(text, name) for name in names},
    }
