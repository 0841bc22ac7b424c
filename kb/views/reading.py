"""The knowledge base as everybody reads it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.access import public
from core.languages import places
from core.page_cache import keep
from core.pagination import paginate
from core.structured import breadcrumbs
from core.view_counts import count_view
from kb.addresses import category_addresses
from kb.models import Article
from kb.permissions import can_write
from kb.tree import Tree, moved
from kb.views.article_page import answer_page, article_for, crumbs_to

SHELF_LENGTH = 50
# what changes a page besides the article itself: its shelf, its neighbours, snippets
AROUND = (
    "kb.category", "article.published", "article.changed", "article.unpublished",
    "article.archived", "article.arranged", "article.imported", "snippet.changed",
)  # fmt: skip


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    tree = Tree.of(request.user)
    may_write = can_write(request.user)
    context = {
        "shelves": tree.top if may_write else tree.filled,
        "may_write": may_write,
    }
    response = render(request, "kb/home.html", context)
    return keep(response, *AROUND, "brand")


@public
@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    tree = Tree.of(request.user)
    shelf = tree.find(slug)
    if shelf is None:
        return redirect(tree.present(moved(slug)), permanent=True)
    articles = Article.objects.visible_to(request.user).for_list()
    articles = articles.titled_in(get_language())
    page = paginate(
        request,
        articles.filter(category=shelf.category),
        order=("position", "pk"),
        size=SHELF_LENGTH,
    )
    crumbs = crumbs_to(shelf.category.pk, tree)
    context = {
        "category": shelf.category,
        "languages": places(request, category_addresses(shelf.category)),
        "crumbs": crumbs,
        "shelves": shelf.children if can_write(request.user) else shelf.filled,
        "page": page,
        "data": [breadcrumbs(crumbs)],
    }
    response = render(request, "kb/category.html", context)
    return keep(response, *AROUND, "brand")


@public
@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    found = article_for(request.user, pk)
    if slug != found.shown.slug:
        return redirect(found, permanent=True)
    response = answer_page(request, found)
    if not found.is_published:
        return response
    count_view(found, request)
    return keep(response, f"kb.article:{found.pk}", *AROUND, "brand", viewed=found)
