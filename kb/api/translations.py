"""An article in other languages."""

from __future__ import annotations

from typing import Any, TypeAlias

from django.shortcuts import get_object_or_404
from ninja import Router
from pydantic import SkipValidation

from accounts.api import ApiRequest
from core.answering import require
from core.api import Given, cleaned
from kb import actions
from kb.api.finding import article_seen, conflict, read, with_newest, write
from kb.api.shapes import TextOut, WordsOut, WorkedOut
from kb.forms import ConfirmForm, TranslationForm
from kb.models import Translation
from kb.permissions import can_write
from kb.texts import translation_of

router = Router(tags=["Articles"])


class TranslationOut(TextOut):
    # the article changed in what matters since it was made
    is_stale: bool


class WorkedTranslationOut(TranslationOut, WorkedOut):
    # the revision of the article that it was made from
    source_number: int


class TranslateIn(Given):
    # the revision that the words were written on; 0 where there is none yet
    base: int
    # the article's, that they were made from
    source_number: int
    title: str
    summary: str = ""
    body: str
    # what changed, for reviewers
    note: str = ""


class ConfirmIn(Given):
    number: int


class ReadTranslationOut(TranslationOut, WordsOut): ...


class WholeTranslationOut(WorkedTranslationOut, WordsOut): ...


Listed: TypeAlias = SkipValidation[WorkedTranslationOut | TranslationOut]
Whole: TypeAlias = SkipValidation[WholeTranslationOut | ReadTranslationOut]


@router.get(
    "/articles/{int:pk}/translations",
    auth=read,
    response=list[Listed],
    url_name="translations",
    summary="List translations",
)
def translations(request: ApiRequest, pk: int) -> Any:
    """Those that readers see; to writers all. What becomes of one is said by the
    commands of its article, with its `language` in the query.
    """
    shape = WorkedTranslationOut if can_write(request.user) else TranslationOut
    rows = _rows(request, pk).defer("body", "body_html", "toc")
    return [shape.from_orm(text) for text in rows.order_by("language")]


@router.get(
    "/articles/{int:pk}/translations/{language}",
    auth=read,
    response=Whole,
    url_name="translation",
    summary="A translation",
)
def translation(request: ApiRequest, pk: int, language: str) -> Any:
    """With its words: those that readers see, to writers those of the newest
    revision.
    """
    text = get_object_or_404(_rows(request, pk), language=language)
    if can_write(request.user):
        return WholeTranslationOut.from_orm(with_newest(text))
    return ReadTranslationOut.from_orm(text)


@router.post(
    "/articles/{int:pk}/translations/{language}",
    auth=write,
    response=Whole,
    url_name="translate",
    summary="Save a translation",
)
def translate(request: ApiRequest, pk: int, language: str, given: TranslateIn) -> Any:
    """For writers, in a language that readers are offered. Readers see it once a
    reviewer publishes it.

    409 where `base` is not the newest revision: what is stands in `now`.
    """
    article = article_seen(request, pk)
    require(can_write(request.user))
    sent = given.dict() | {"is_current": True}
    form = TranslationForm(sent, text=translation_of(article, language))
    cleaned(form)
    try:
        actions.translate_article(
            article, by=request.user, language=language, **form.given()
        )
    except actions.Outdated as outdated:
        raise conflict(outdated) from outdated
    return translation(request, pk, language)


@router.post(
    "/articles/{int:pk}/translations/{language}/still-true",
    auth=write,
    response=Whole,
    url_name="confirm-translation",
    summary="Say that a translation is still true",
)
def confirm(request: ApiRequest, pk: int, language: str, given: ConfirmIn) -> Any:
    """For writers: its words say what the article's revision of that number says."""
    text = get_object_or_404(_rows(request, pk), language=language)
    require(can_write(request.user))
    said = cleaned(ConfirmForm(given.dict()))
    actions.confirm_translation(text, by=request.user, **said)
    return translation(request, pk, language)


def _rows(request: ApiRequest, pk: int) -> Any:
    article = article_seen(request, pk)
    rows = Translation.objects.visible_to(request.user).filter(article=article)
    return rows.select_related("article")
