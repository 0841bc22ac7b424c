"""Articles as writers and reviewers work on them."""

from __future__ import annotations

from copy import copy
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from composer.keeping import keep_files
from core.access import SignedInRequest, desk
from core.answering import form_answer, posted, require
from core.pagination import paginate
from kb import actions
from kb.forms import ArticleForm
from kb.models import Article
from kb.permissions import can_write
from kb.views.texts import answer_edit, newest_of, text_for


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
    """What is saved for a published article waits until a reviewer publishes it."""
    article = text_for(request, pk).article
    stored = copy(article)  # the form writes on the other
    given, files = posted(request)
    form = ArticleForm(
        given, files, instance=article, user=request.user, newest=newest_of(article)
    )
    if not form.is_valid():
        keep_files(request, form, by=request.user)
        return answer_edit(request, stored, form, status=422 if form.is_bound else 200)
    try:
        is_changed = actions.edit_article(stored, by=request.user, **_given(form))
    except actions.Outdated as outdated:
        keep_files(request, form, by=request.user)
        _say_outdated(form, outdated)
        return answer_edit(request, stored, form, status=409)
    if is_changed:
        messages.success(request, _("Your changes are saved."))
    return redirect("kb_desk:edit", article.pk)


def _given(form: ArticleForm) -> dict[str, Any]:
    """What the actions take."""
    given = dict(form.cleaned_data)
    given["files"] = given.pop("attachments")
    return given


def _say_outdated(form: ArticleForm, outdated: actions.Outdated) -> None:
    """Sent again it is written on what is the newest now; both are kept."""
    newest = outdated.newer[-1]
    data = cast(QueryDict, form.data).copy()
    data["base"] = str(newest.number)
    form.data = data
    text = _("%(name)s saved version %(number)s meanwhile. Yours is still here.")
    name = newest.author.public_name if newest.author else _("Somebody")
    form.add_error(None, text % {"name": name, "number": newest.number})
