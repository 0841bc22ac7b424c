"""Words that many articles show: written here, shown there."""

from __future__ import annotations

from copy import copy
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

from composer.forms import BODY_BYTES
from core.access import SignedInRequest, desk
from core.answering import form_answer, posted, require
from kb.actions.snippets import (
    TooLongWithItError,
    delete_snippet,
    save_snippet,
)
from kb.forms.snippet import SnippetForm
from kb.models import Reference, Snippet
from kb.permissions import can_change_snippet, can_write
from kb.rendering import render as rendered


@desk
@require_safe
def snippets(request: SignedInRequest) -> HttpResponse:
    require(can_write(request.user))
    rows = Snippet.objects.visible_to(request.user).with_use_count()
    return render(request, "kb/desk/snippets.html", {"snippets": rows})


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    require(can_write(request.user))
    form = SnippetForm(*posted(request), user=request.user)
    return _answer(request, form, {"snippet": None})


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    snippet = _snippet_for(request, pk)
    may_change = can_change_snippet(request.user, snippet)
    require(may_change or request.method != "POST")
    form = SnippetForm(*posted(request), instance=copy(snippet), user=request.user)
    context = {
        "snippet": snippet,
        "may_change": may_change,
        "uses": Reference.objects.showing(snippet.name).select_related("article"),
    }
    given = {"name": snippet.name, "language": snippet.language}
    return _answer(request, form, context, **given)


@desk
@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    snippet = _snippet_for(request, pk)
    require(can_change_snippet(request.user, snippet))
    if delete_snippet(snippet, by=request.user):
        messages.success(request, _("The snippet is deleted."))
        return redirect("kb_desk:snippets")
    messages.error(request, _("Articles show it still."))
    return redirect("kb_desk:snippet", snippet.pk)


@desk
@require_POST
def preview(request: SignedInRequest) -> HttpResponse:
    """What an article would show, its snippets among it."""
    require(can_write(request.user))
    words = rendered(request.POST.get("body", "")[:BODY_BYTES])
    return render(request, "composer/_preview.html", {"html": words.html})


def _snippet_for(request: SignedInRequest, pk: int) -> Snippet:
    require(can_write(request.user))
    rows = Snippet.objects.visible_to(request.user).with_use_count()
    return get_object_or_404(rows, pk=pk)


def _answer(
    request: SignedInRequest, form: SnippetForm, context: dict[str, Any], **given: str
) -> HttpResponse:
    if form.is_valid():
        try:
            saved = save_snippet(by=request.user, **{**given, **form.cleaned_data})
        except TooLongWithItError as error:
            told = _("With it “%(title)s” would be longer than 64 KB.")
            form.add_error("body", told % {"title": error.text.title})
        else:
            messages.success(request, _("The snippet is saved."))
            return redirect("kb_desk:snippet", saved.pk)
    return form_answer(request, "kb/desk/snippet.html", context, form)
