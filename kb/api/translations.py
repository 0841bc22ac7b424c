"""An article in other languages."""

from __future__ import annotations

from typing import Any, TypeAlias

from django.shortcuts import get_object_or_404
from ninja import Router
from pydantic import SkipValidation

from accounts.api import ApiRequest
from kb.api.finding import article_seen, read, with_newest
from kb.api.shapes import TextOut, WordsOut, WorkedOut
from kb.models import Translation
from kb.permissions import can_write

router = Router(tags=["Articles"])


class TranslationOut(TextOut):
    # the article changed in what matters since it was made
    is_stale: bool


class WorkedTranslationOut(TranslationOut, WorkedOut):
    # the revision of the article that it was made from
    source_number: int


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


def _rows(request: ApiRequest, pk: int) -> Any:
    article = article_seen(request, pk)
    rows = Translation.objects.visible_to(request.user).filter(article=article)
    return rows.select_related("article")
