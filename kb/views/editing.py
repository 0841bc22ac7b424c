"""Articles as writers save them."""

from __future__ import annotations

from copy import copy

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
from kb.models import Revision, Translation
from kb.permissions import can_write
from kb.texts import text_for
from kb.views.conflict import conflict_of
from kb.views.editor import answer_edit, answer_new, form_of, new_form
from kb.views.gaps import around_gap, asked_gap
from kb.views.texts import to_text


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
    article = actions.draft_article(
        by=request.user, source=source, client_key=form.once_key(), **form.given()
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
    stored = copy(article)  # the form writes on the other
    newest = Revision.objects.newest_of(article).get()
    form = ArticleForm(
        *posted(request), instance=article, user=request.user, newest=newest
    )
    if not form.is_valid():
        keep_files(request, form, by=request.user)
        return answer_edit(request, stored, form, status=422)
    try:
        is_changed = actions.edit_article(stored, by=request.user, **form.given())
    except actions.Outdated as outdated:
        keep_files(request, form, by=request.user)
        conflict = conflict_of(stored, form, outdated)
        return answer_edit(request, stored, form, status=409, conflict=conflict)
    actions.end_draft(stored, by=request.user, **form.page())
    if is_changed:
        messages.success(request, _("Your changes are saved."))
    return redirect("kb_desk:edit", article.pk)
