from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from core.access import public
from forums.models import Forum, Post, Topic

LENGTH = 30


class ForumFeed(Feed):
    """The newest topics of a forum that everyone may read; who asks is never asked."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str) -> Forum:
        return get_object_or_404(Forum.objects.visible_to(AnonymousUser()), slug=slug)

    def title(self, obj: Forum) -> str:
        return obj.title

    def subtitle(self, obj: Forum) -> str:
        return obj.description

    def link(self, obj: Forum) -> str:
        return obj.get_absolute_url()

    def items(self, obj: Forum) -> list[Topic]:
        opening = Post.objects.filter(topic=OuterRef("pk"), number=1)
        topics = obj.topics.visible_to(AnonymousUser()).select_related("author")
        topics = topics.annotate(opening=Subquery(opening.values("body_html")))
        return list(topics.order_by("-created_at", "-pk")[:LENGTH])

    def item_title(self, item: Topic) -> str:
        return item.title

    def item_description(self, item: Topic) -> str:
        return str(getattr(item, "opening", ""))

    def item_author_name(self, item: Topic) -> str:
        return item.author.public_name

    def item_pubdate(self, item: Topic) -> datetime:
        return item.created_at

    def item_updateddate(self, item: Topic) -> datetime:
        return item.latest_at


_feed = ForumFeed()


@public
@require_safe
def forum_feed(request: HttpRequest, slug: str) -> HttpResponse:
    return _feed(request, slug=slug)
