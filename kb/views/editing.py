"""Articles as writers save them."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from composer.keeping import keep_files
from core.access import SignedInRequest, desk
from core.answering import posted, require
from kb import actions
from kb.forms import ArticleForm
from kb.models import Translation
from kb.permissions import can_write
from kb.views.conflict import conflict_of
from kb.views.editor import answer_edit, answer_new, form_of, new_form
from kb.views.gaps import around_gap, asked_gap
from kb.views.texts import newest_of, text_for, to_text


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    require(can_write(request.user))
    gap = asked_gap(request)
    if request.method != "POST":
        return answer_new(request, new_form(request, gap), **around_gap(request, gap))
    form = ArticleForm(*posted(request), user=request.user)
    if not form.is_valid():
        keep_files(request, form, by=request.user)
        return answer_new(request, form, status=422, **around_gap(request, gap))
    source = gap.query if gap else None
    key, given = form.once_key(), given_of(form)
    article = actions.draft_article(
        by=request.user, source=source, client_key=key, **given
    )
    actions.end_draft(request.user, by=request.user, **form.page())
    messages.success(request, _("The draft is saved."))
    return redirect("kb_desk:edit", article.pk)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is saved for a published article waits until a reviewer publishes it."""
    text = text_for(request, pk)
    if isinstance(text, Translation):
        return to_text(text)
    article = text.article
    if request.method != "POST":
        return answer_edit(request, article, form_of(request, article))
    stored, newest = copy(article), newest_of(article)  # the form writes on the other
    form = ArticleForm(
        *posted(request), instance=article, user=request.user, newest=newest
    )
    if not form.is_valid():
        keep_files(request, form, by=request.user)
        return answer_edit(request, stored, form, status=422)
    try:
        is_changed = actions.edit_article(stored, by=request.user, **given_of(form))
    except actions.Outdated as outdated:
        keep_files(request, form, by=request.user)
        conflict = conflict_of(stored, form, outdated)
        return answer_edit(request, stored, form, status=409, conflict=conflict)
    actions.end_draft(stored, by=request.user, **form.page())
    if is_changed:
        messages.success(request, _("Your changes are saved."))
    return redirect("kb_desk:edit", article.pk)


def given_of(form: ArticleForm) -> dict[str, Any]:
    """What the actions of articles take."""
    given = {
        name: value
        for name, value in form.cleaned_data.items()
        if name not in ("window", "seen")
    }
    given["files"] = given.pop("attachments")
    return given
