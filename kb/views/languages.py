"""What is missing and what is out of date in each language."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.access import SignedInRequest, desk
from core.answering import require
from core.languages import name_of, offered
from core.pagination import paginate
from kb.models import Article
from kb.permissions import can_write
from kb.querysets import ArticleQuerySet

MISSING = "missing"
LISTS = {
    MISSING: _("Missing"),
    "stale": _("Out of date"),
    "drafts": _("Drafts"),
    "waiting": _("Waiting for a review"),
}


@desk
@require_safe
def languages(request: SignedInRequest) -> HttpResponse:
    require(can_write(request.user))
    first = next(iter(offered()), None)
    if first is None:
        return render(request, "kb/desk/languages.html", {"name": ""})
    return redirect("kb_desk:language", first)


@desk
@require_safe
def language(request: SignedInRequest, language: str) -> HttpResponse:
    """The most read first."""
    require(can_write(request.user))
    if language not in offered():
        raise Http404
    shown = request.GET.get("show", MISSING)
    shown = shown if shown in LISTS else MISSING
    lists = {name: _list(request, language, name) for name in LISTS}
    context = {
        "code": language,
        "name": name_of(language),
        "others": [(code, name_of(code)) for code in offered()],
        "show": shown,
        "tabs": [(name, LISTS[name], rows.count()) for name, rows in lists.items()],
        "page": paginate(
            request, lists[shown].for_list(), order=("-view_count", "-pk")
        ),
    }
    return render(request, "kb/desk/languages.html", context)


def _list(request: SignedInRequest, language: str, name: str) -> ArticleQuerySet:
    articles = Article.objects.visible_to(request.user)
    if name == MISSING:
        return articles.published().missing_in(language)
    return articles.having(language, name)
