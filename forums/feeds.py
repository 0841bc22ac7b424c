"""Feeds of what everyone may read; who asks is never asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from core.access import public, visible
from forums.merged import key_now
from forums.models import Forum, Post, Topic
from forums.querysets import TopicQuerySet
from tickets.models import Tag

LENGTH = 30


class TopicsFeed(Feed):
    """The newest topics of all forums."""

    feed_type = Atom1Feed

    def title(self, obj: Any) -> str:
        return _("Topics")

    def link(self, obj: Any) -> str:
        return reverse("forums:home")

    def topics(self, obj: Any) -> TopicQuerySet:
        return Topic.objects.visible_to(AnonymousUser())

    def items(self, obj: Any) -> list[Topic]:
        opening = Post.objects.filter(topic=OuterRef("pk"), number=1)
        topics = self.topics(obj).select_related("author")
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


class ForumFeed(TopicsFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Forum:
        return get_object_or_404(visible(Forum, AnonymousUser()), slug=slug)

    def title(self, obj: Forum) -> str:
        return obj.title

    def subtitle(self, obj: Forum) -> str:
        return obj.description

    def link(self, obj: Forum) -> str:
        return obj.get_absolute_url()

    def topics(self, obj: Forum) -> TopicQuerySet:
        return super().topics(obj).filter(forum=obj)


class TagFeed(TopicsFeed):
    def get_object(self, request: HttpRequest, pk: int) -> Tag:
        return get_object_or_404(visible(Tag, AnonymousUser()), pk=pk)

    def title(self, obj: Tag) -> str:
        return obj.name

    def link(self, obj: Tag) -> str:
        return obj.get_absolute_url()

    def topics(self, obj: Tag) -> TopicQuerySet:
        return super().topics(obj).filter(tags=obj)


class _PostsFeed(Feed):
    """The newest posts, of a topic or of a person."""

    feed_type = Atom1Feed
    # as an index has them
    order = ("-created_at",)

    def link(self, obj: Any) -> str:
        return str(obj.get_absolute_url())

    def items(self, obj: Any) -> list[Post]:
        posts = obj.posts.visible_to(AnonymousUser()).with_topic()
        return list(posts.order_by(*self.order)[:LENGTH])

    def item_title(self, item: Post) -> str:
        return item.topic.title

    def item_description(self, item: Post) -> str:
        return item.body_html

    def item_author_name(self, item: Post) -> str:
        return item.author.public_name

    def item_pubdate(self, item: Post) -> datetime:
        return item.created_at


class TopicFeed(_PostsFeed):
    order = ("-number",)

    def get_object(self, request: HttpRequest, pk: int) -> Topic:
        return get_object_or_404(visible(Topic, AnonymousUser()), pk=key_now(pk))

    def title(self, obj: Topic) -> str:
        return obj.title


class PersonFeed(_PostsFeed):
    def get_object(self, request: HttpRequest, pk: int) -> User:
        return get_object_or_404(visible(User, AnonymousUser()), pk=pk)

    def title(self, obj: User) -> str:
        return obj.public_name


_all, _forum, _tag = TopicsFeed(), ForumFeed(), TagFeed()
_topic, _person = TopicFeed(), PersonFeed()


@public
@require_safe
def topics_feed(request: HttpRequest) -> HttpResponse:
    return _all(request)


@public
@require_safe
def forum_feed(request: HttpRequest, slug: str) -> HttpResponse:
    return _forum(request, slug=slug)


@public
@require_safe
def tag_feed(request: HttpRequest, pk: int) -> HttpResponse:
    return _tag(request, pk=pk)


@public
@require_safe
def topic_feed(request: HttpRequest, pk: int) -> HttpResponse:
    return _topic(request, pk=pk)


@public
@require_safe
def person_feed(request: HttpRequest, pk: int) -> HttpResponse:
    return _person(request, pk=pk)
