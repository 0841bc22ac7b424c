"""The text that a page of the desk is about, and the page where it is worked on."""

from __future__ import annotations

from django.conf import settings
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core.access import SignedInRequest
from core.answering import require
from core.typed import refill
from kb.forms import ArticleForm, ScheduleForm, SendBackForm
from kb.models import Article, Revision, Translation, Words
from kb.permissions import can_archive, can_publish, can_write


def text_for(request: SignedInRequest, pk: int) -> Words:
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


def to_text(text: Words) -> HttpResponse:
    """Back to where it is worked on."""
    address = reverse("kb_desk:edit", args=[text.article.pk])
    is_other = isinstance(text, Translation)
    return redirect(f"{address}?language={text.language}" if is_other else address)


def newest_of(text: Words) -> Revision:
    return Revision.objects.of(text).select_related("author").get(number=text.number)


def answer_edit(
    request: SignedInRequest,
    article: Article,
    form: ArticleForm,
    *,
    refused: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of an article at the desk; `refused` is a command that did not pass."""
    refill(request, form, request.path)
    user, is_new = request.user, article.number != article.live_number
    is_archived = article.state == Article.State.ARCHIVED
    context = {
        "article": article,
        "newest": newest_of(article),
        "form": form,
        "refused": refused,
        "uploads": article.attachments.all(),
        "may_publish": can_publish(user) and is_new and not is_archived,
        "may_unpublish": can_publish(user) and article.is_published,
        "may_unschedule": can_publish(user) and article.due_at,
        "may_send_back": can_publish(user) and article.review_asked_at,
        "may_ask": is_new and not (article.review_asked_at or is_archived),
        "may_archive": can_archive(user, article) and not is_archived,
        "may_unarchive": can_archive(user, article) and is_archived,
        "schedule_form": ScheduleForm(text=article),
        "send_back_form": SendBackForm(),
    }
    return render(request, "kb/desk/edit.html", context, status=status)
