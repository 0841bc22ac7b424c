"""The articles of the desk, and the same to many of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from core.access import SignedInRequest, desk
from core.answering import form_answer, require
from core.pagination import paginate
from kb.actions.bulk import change_articles, steps_of
from kb.forms.bulk import BulkForm
from kb.forms.filters import ArticleFilterForm
from kb.models import Article
from kb.permissions import can_write


@desk
@require_safe
def articles(request: SignedInRequest) -> HttpResponse:
    require(can_write(request.user))
    form = ArticleFilterForm(request.GET, viewer=request.user)
    rows = Article.objects.visible_to(request.user).for_list().with_reply_count()
    rows = form.narrowed(rows.select_related("owner"))
    chosen = form.chosen()
    context = {
        "page": paginate(request, rows, order=("-updated_at", "-pk")),
        "form": form,
        "is_narrowed": bool(chosen),
        "category": chosen.get("category"),
        "is_ticked": request.GET.get("tick") == "page",
        "tick_query": _with_ticks(request),
    }
    return render(request, "kb/desk/articles.html", context)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: SignedInRequest) -> HttpResponse:
    require(can_write(request.user))
    if request.method != "POST":
        asked = {"articles": request.GET.getlist("articles")}
        form = BulkForm(initial=asked, viewer=request.user)
        return form_answer(request, "kb/desk/bulk.html", _chosen(form), form)
    form = BulkForm(request.POST, viewer=request.user)
    if not form.is_valid():
        return form_answer(request, "kb/desk/bulk.html", _chosen(form), form)
    given = form.cleaned_data
    left = change_articles(given["articles"], steps=steps_of(given), by=request.user)
    count = len(given["articles"]) - len(left)
    text = ngettext(
        "%(count)d article is as you chose.",
        "%(count)d articles are as you chose.",
        count,
    )
    messages.success(request, text % {"count": count})
    if left:
        named = "; ".join(f"{article.title}: {why}" for article, why in left)
        messages.warning(request, _("Left alone: %(named)s") % {"named": named})
    return redirect("kb_desk:articles")


def _chosen(form: BulkForm) -> dict[str, Any]:
    """The articles that were ticked, as far as there are such."""
    keys = [key for key in form["articles"].value() or () if _is_key(str(key))]
    fields: Any = form.fields
    return {"rows": fields["articles"].queryset.filter(pk__in=keys).order_by("title")}


def _is_key(key: str) -> bool:
    return key.isascii() and key.isdigit() and len(key) < 19


def _with_ticks(request: SignedInRequest) -> str:
    """Where each row of this page is ticked, without JavaScript."""
    query = request.GET.copy()
    query["tick"] = "page"
    return query.urlencode()
