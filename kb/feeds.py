from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.access import public
from kb.models import Article, Category
from kb.tree import Tree, moved

LENGTH = 30


class CategoryFeed(Feed):
    """The newest articles of a category that everyone may read.

    In the language of the feed's address, and none that are not there in it.
    """

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str) -> Category:
        tree = Tree.of(AnonymousUser())
        shelf = tree.find(slug)
        return shelf.category if shelf else tree.present(moved(slug))

    def title(self, obj: Category) -> str:
        return obj.shown.title

    def subtitle(self, obj: Category) -> str:
        return obj.shown.description

    def link(self, obj: Category) -> str:
        return obj.get_absolute_url()

    def items(self, obj: Category) -> list[Article]:
        articles = Article.objects.visible_to(AnonymousUser()).filter(category=obj)
        language = get_language()
        articles = articles.written_in(language).in_language(language)
        return list(articles.newest()[:LENGTH])

    def item_title(self, item: Article) -> str:
        return item.shown.title

    def item_description(self, item: Article) -> str:
        return item.shown.body_html

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime:
        return item.shown.updated_at


_feed = CategoryFeed()


@public
@require_safe
def category_feed(request: HttpRequest, slug: str) -> HttpResponse:
    return _feed(request, slug=slug)
