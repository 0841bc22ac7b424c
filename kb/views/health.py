"""How the articles do: the worst first, and each by itself."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import SignedInRequest, desk
from core.answering import require
from core.pagination import paginate
from kb.health import health_of
from kb.models import Article
from kb.permissions import can_write
from kb.texts import text_for


@desk
@require_safe
def worst(request: SignedInRequest) -> HttpResponse:
    """Published ones by harm; `?mine=1`: her own."""
    require(can_write(request.user))
    rows = Article.objects.visible_to(request.user).published().for_health()
    is_mine = "mine" in request.GET
    if is_mine:
        rows = rows.filter(owner=request.user)
    page = paginate(request, rows, order=("-harm", "-pk"))
    return render(request, "kb/desk/worst.html", {"page": page, "is_mine": is_mine})


@desk
@require_safe
def article_health(request: SignedInRequest, pk: int) -> HttpResponse:
    article = text_for(request, pk).article
    context = {"article": article, "health": health_of(article, request.user)}
    return render(request, "kb/desk/health.html", context)
