from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from forums.models import Forum, Topic


class ForumSitemap(Sitemap):
    def items(self) -> QuerySet[Forum]:
        return Forum.objects.visible_to(AnonymousUser())


class TopicSitemap(Sitemap):
    limit = 10_000

    def items(self) -> QuerySet[Topic]:
        topics = Topic.objects.visible_to(AnonymousUser())
        return topics.only("slug", "latest_at").order_by("pk")

    def lastmod(self, item: Topic) -> datetime:
        return item.latest_at
