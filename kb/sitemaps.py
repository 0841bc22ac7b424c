from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from kb.models import Article, Category
from kb.tree import Tree


class CategorySitemap(Sitemap):
    """The categories in which a visitor finds anything."""

    def items(self) -> list[Category]:
        shelves = Tree.of(AnonymousUser()).walk()
        return [shelf.category for shelf in shelves if shelf.count]


class ArticleSitemap(Sitemap):
    limit = 10_000

    def items(self) -> QuerySet[Article]:
        articles = Article.objects.visible_to(AnonymousUser())
        return articles.only("slug", "updated_at").order_by("pk")

    def lastmod(self, item: Article) -> datetime:
        return item.updated_at
