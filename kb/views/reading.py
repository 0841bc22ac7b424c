"""The knowledge base as everybody reads it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core.access import public
from core.page_cache import keep
from core.pagination import paginate
from core.view_counts import count_view
from kb.models import Article
from kb.permissions import can_write
from kb.tree import Tree
from kb.views.article_page import answer_page, article_for, crumbs_to

SHELF_LENGTH = 50
# what changes a page besides the article itself: its shelf and its neighbours
AROUND = ("kb.category", "article.published", "article.unpublished", "article.imported")


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    tree = Tree.of(request.user)
    shelves = tree.top if can_write(request.user) else tree.filled
    response = render(request, "kb/home.html", {"shelves": shelves})
    return keep(response, *AROUND, "brand")


@public
@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    tree = Tree.of(request.user)
    shelf = tree.find(slug)
    if shelf is None:
        raise Http404
    articles = Article.objects.visible_to(request.user).for_list()
    page = paginate(
        request,
        articles.filter(category=shelf.category),
        order=("position", "pk"),
        size=SHELF_LENGTH,
    )
    context = {
        "category": shelf.category,
        "crumbs": crumbs_to(shelf.category, tree),
        "shelves": shelf.children if can_write(request.user) else shelf.filled,
        "page": page,
    }
    response = render(request, "kb/category.html", context)
    return keep(response, *AROUND, "article.edited", "brand")


@public
@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    found = article_for(request.user, pk)
    if slug != found.slug:
        return redirect(found, permanent=True)
    response = answer_page(request, found)
    if not found.is_published:
        return response
    count_view(found)
    return keep(response, f"kb.article:{found.pk}", *AROUND, "brand", viewed=found)
