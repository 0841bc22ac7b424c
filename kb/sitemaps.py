from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet, prefetch_related_objects
from django.utils.translation import get_language

from core.languages import known, offered
from kb.addresses import category_addresses
from kb.models import Article, Category
from kb.tree import Tree


class LanguagesSitemap(Sitemap):
    """Each page in each of its languages, which name each other."""

    alternates = x_default = True

    def __init__(self) -> None:
        # without, the database counts and cuts the pages of the map
        self.i18n = bool(offered())


class CategorySitemap(LanguagesSitemap):
    """The categories in which a visitor finds anything."""

    def items(self) -> list[Category]:
        shelves = Tree.of(AnonymousUser()).walk()
        found = [shelf.category for shelf in shelves if shelf.count]
        if offered():
            prefetch_related_objects(found, "translations")
        return found

    def get_languages_for_item(self, item: Category) -> list[str]:
        return list(known())

    def location(self, item: Category) -> str:
        return category_addresses(item)[get_language() or settings.LANGUAGE_CODE]


class ArticleSitemap(LanguagesSitemap):
    limit = 10_000

    def items(self) -> QuerySet[Article]:
        articles = Article.objects.visible_to(AnonymousUser())
        return articles.only("slug", "updated_at", "translated").order_by("pk")

    def get_languages_for_item(self, item: Article) -> list[str]:
        return [code for code in known() if item.is_in(code)]

    def lastmod(self, item: Article) -> datetime:
        return item.updated_at
