"""Articles as writers and reviewers work on them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from composer.keeping import keep_files
from core.access import SignedInRequest, desk
from core.answering import form_answer, posted, require
from core.pagination import paginate
from kb import actions
from kb.forms import ArticleForm
from kb.models import Article
from kb.permissions import can_publish, can_write


@desk
@require_safe
def articles(request: SignedInRequest) -> HttpResponse:
    require(can_write(request.user))
    state = request.GET.get("state", "")
    rows = Article.objects.visible_to(request.user).for_list().select_related("owner")
    rows = rows.with_reply_count()
    if state in Article.State.values:
        rows = rows.filter(state=state)
    context = {
        "page": paginate(request, rows, order=("-updated_at", "-pk")),
        "states": Article.State.choices,
        "state": state if state in Article.State.values else "",
    }
    return render(request, "kb/desk/articles.html", context)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    require(can_write(request.user))
    form = ArticleForm(*posted(request), user=request.user)
    if not form.is_valid():
        keep_files(request, form, by=request.user)
        return form_answer(request, "kb/desk/edit.html", {}, form)
    article = actions.draft_article(by=request.user, **_given(form))
    messages.success(request, _("The draft is saved."))
    return redirect("kb_desk:edit", article.pk)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    article = _article_for(request, pk)
    form = ArticleForm(*posted(request), instance=article, user=request.user)
    if not form.is_valid():
        keep_files(request, form, by=request.user)
        stored = _article_for(request, pk) if form.is_bound else article
        context = {
            "article": stored,
            "uploads": stored.attachments.all(),
            "may_publish": can_publish(request.user),
        }
        return form_answer(request, "kb/desk/edit.html", context, form)
    stored = _article_for(request, pk)  # the form has written on the other
    if actions.edit_article(stored, by=request.user, **_given(form)):
        messages.success(request, _("Your changes are saved."))
    return redirect("kb_desk:edit", article.pk)


@desk
@require_POST
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    article = _article_for(request, pk)
    require(can_publish(request.user))
    if actions.publish_article(article, by=request.user):
        messages.success(request, _("The article is published."))
    return redirect("kb_desk:edit", article.pk)


@desk
@require_POST
def unpublish(request: SignedInRequest, pk: int) -> HttpResponse:
    article = _article_for(request, pk)
    require(can_publish(request.user))
    if actions.unpublish_article(article, by=request.user):
        messages.success(request, _("The article is a draft again."))
    return redirect("kb_desk:edit", article.pk)


def _article_for(request: SignedInRequest, pk: int) -> Article:
    """Whoever sees it published but does not write may not come here."""
    rows = Article.objects.visible_to(request.user).with_reply_count()
    article = get_object_or_404(rows, pk=pk)
    require(can_write(request.user))
    return article


def _given(form: ArticleForm) -> dict[str, Any]:
    """What the actions take."""
    given = dict(form.cleaned_data)
    given["files"] = given.pop("attachments")
    return given
