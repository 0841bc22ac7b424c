from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from core.access import public
from kb.models import Article, Category

LENGTH = 30


class CategoryFeed(Feed):
    """The newest articles of a category that everyone may read."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str) -> Category:
        categories = Category.objects.visible_to(AnonymousUser())
        return get_object_or_404(categories, slug=slug)

    def title(self, obj: Category) -> str:
        return obj.title

    def subtitle(self, obj: Category) -> str:
        return obj.description

    def link(self, obj: Category) -> str:
        return obj.get_absolute_url()

    def items(self, obj: Category) -> list[Article]:
        articles = Article.objects.visible_to(AnonymousUser()).filter(category=obj)
        return list(articles.newest()[:LENGTH])

    def item_title(self, item: Article) -> str:
        return item.title

    def item_description(self, item: Article) -> str:
        return item.body_html

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime:
        return item.updated_at


_feed = CategoryFeed()


@public
@require_safe
def category_feed(request: HttpRequest, slug: str) -> HttpResponse:
    return _feed(request, slug=slug)
