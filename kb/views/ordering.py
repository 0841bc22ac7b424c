"""The articles of a category in the order in which readers find them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.access import SignedInRequest, desk
from core.answering import require
from kb import actions
from kb.forms import PlaceForm
from kb.models import Article, Category
from kb.permissions import can_write
from kb.texts import text_for

# who has more on one shelf wants shelves, not an order
SHELF_LENGTH = 300


@desk
@require_safe
def order(request: SignedInRequest, slug: str) -> HttpResponse:
    require(can_write(request.user))
    return _answer(request, get_object_or_404(Category, slug=slug))


@desk
@require_POST
def place(request: SignedInRequest, pk: int) -> HttpResponse:
    """By the buttons and by dragging alike."""
    article = text_for(request, pk).article
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _answer(request, article.category, form)
    actions.place_article(article, by=request.user, **form.cleaned_data)
    address = reverse("kb_desk:order", args=[article.category.slug])
    return redirect(f"{address}#article-{pk}")


def _answer(
    request: SignedInRequest, category: Category, refused: PlaceForm | None = None
) -> HttpResponse:
    shelf = Article.objects.visible_to(request.user).filter(category=category)
    rows = list(shelf.in_order().for_list()[: SHELF_LENGTH + 1])
    context = {
        "category": category,
        "articles": rows[:SHELF_LENGTH],
        "has_more": len(rows) > SHELF_LENGTH,
        "refused": refused,
    }
    status = 422 if refused else 200
    return render(request, "kb/desk/order.html", context, status=status)
