"""The text that writers ask for: an article, or what it says in another language."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from core.answering import require
from core.languages import offered
from kb.models import Article, Translation, Words
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


def translation_of(article: Article, language: str) -> Translation:
    """A new one where there is none; 404 in a language that nobody is offered."""
    text = article.translations.filter(language=language).first()
    is_wanted = language in offered() and language != settings.LANGUAGE_CODE
    if text is None and not is_wanted:
        raise Http404
    text = text or Translation(article=article, language=language)
    text.article = article
    return text
