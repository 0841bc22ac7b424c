"""The text that a page of the desk is about, and the way to where it is worked on."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from core.answering import require
from kb.addresses import desk_address
from kb.models import Article, Revision, Translation, Words
from kb.permissions import can_write


def text_for(request: HttpRequest, pk: int) -> Words:
    """An article, or with `?language=de` its translation.

    Whoever sees it published but does not write may not come here.
    """
    articles = Article.objects.visible_to(request.user).with_reply_count()
    article = get_object_or_404(articles, pk=pk)
    require(can_write(request.user))
    language = request.GET.get("language", settings.LANGUAGE_CODE)
    if language == settings.LANGUAGE_CODE:
        return article
    translations = Translation.objects.visible_to(request.user)
    text = get_object_or_404(translations, article=article, language=language)
    text.article = article
    return text


def address_of(text: Words, name: str) -> str:
    """Of a page of the desk, or of a command there."""
    if name == "edit":
        return desk_address(text.article.pk, text.language)
    address = reverse(f"kb_desk:{name}", args=[text.article.pk])
    is_other = isinstance(text, Translation)
    return f"{address}?language={text.language}" if is_other else address


def to_text(text: Words) -> HttpResponse:
    """Back to where it is worked on."""
    return redirect(address_of(text, "edit"))


def newest_of(text: Words) -> Revision:
    return Revision.objects.of(text).select_related("author").get(number=text.number)
