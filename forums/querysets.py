from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value

from core.access import Viewer, is_agent

if TYPE_CHECKING:
    from accounts.models import User
    from forums.models import Forum, MeToo, Post, Topic  # noqa: F401


def is_moderator(viewer: Viewer) -> bool:
    """Helpers and agents see what is held, hidden or deleted in their forums."""
    return is_agent(viewer) or getattr(viewer, "is_helper", False)


def audiences_of(viewer: Viewer) -> list[str]:
    """The audiences that a viewer belongs to."""
    audiences = ["everyone"]
    if viewer.is_authenticated:
        audiences.append("signed_in")
    if is_agent(viewer):
        audiences.append("agents")
    return audiences


class ForumQuerySet(models.QuerySet["Forum"]):
    def visible_to(self, viewer: Viewer) -> ForumQuerySet:
        return self.filter(audience__in=audiences_of(viewer))

    def with_latest_topic(self) -> list[Forum]:
        """The forums, each with `latest_topic` (or None), in two queries."""
        from forums.models import Topic

        newest = (
            Topic.objects.published()
            .filter(forum=OuterRef("pk"))
            .order_by("-latest_at", "-pk")
        )
        annotated = self.annotate(latest_pk=Subquery(newest.values("pk")[:1]))
        forums: list[Forum] = list(annotated)
        keys = [forum.latest_pk for forum in forums if forum.latest_pk]
        topics = Topic.objects.select_related("author").in_bulk(keys)
        for forum in forums:
            forum.latest_topic = topics.get(forum.latest_pk)
        return forums


class TopicQuerySet(models.QuerySet["Topic"]):
    def visible_to(self, viewer: Viewer) -> TopicQuerySet:
        topics = self.filter(forum__audience__in=audiences_of(viewer))
        if is_moderator(viewer):
            return topics
        return topics.filter(Q(visibility="published") | _own(viewer))

    def published(self) -> TopicQuerySet:
        return self.filter(visibility="published")

    def unanswered(self) -> TopicQuerySet:
        """Questions that still wait for an answer."""
        return self.filter(kind="question", state__in=["open", "needs_info"])

    def for_list(self) -> TopicQuerySet:
        return self.select_related("author", "forum")

    def for_detail(self, viewer: Viewer) -> TopicQuerySet:
        """With forum, author and whether the viewer said me too."""
        from forums.models import MeToo

        said = MeToo.objects.filter(topic=OuterRef("pk"), person=viewer.pk)
        has_me_too = Exists(said) if viewer.pk else Value(False)
        return self.select_related("author", "forum").annotate(has_me_too=has_me_too)

    def data_of(self, person: User) -> Iterable[Mapping[str, object]]:
        """Her own topics, for the download of personal data."""
        own = self.visible_to(person).filter(author=person).order_by("pk")
        return own.values("pk", "title", "kind", "created_at")


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, viewer: Viewer) -> PostQuerySet:
        posts = self.filter(topic__forum__audience__in=audiences_of(viewer))
        if is_moderator(viewer):
            return posts
        return posts.filter(
            Q(topic__visibility="published") | Q(topic__author=viewer.pk or 0),
            Q(state="published") | _own(viewer),
        )

    def published(self) -> PostQuerySet:
        return self.filter(state="published")

    def replies(self) -> PostQuerySet:
        return self.filter(number__gt=1)

    def for_page(self) -> PostQuerySet:
        return self.select_related("author").order_by("number")

    def with_topic(self) -> PostQuerySet:
        return self.select_related("author", "topic__author", "topic__forum")

    def data_of(self, person: User) -> Iterable[Mapping[str, object]]:
        """What she wrote in the forums, for the download of personal data."""
        own = self.visible_to(person).filter(author=person).order_by("pk")
        return own.values("topic", "number", "body", "created_at")


def _own(viewer: Viewer) -> Q:
    """Nobody's own where the viewer has no account."""
    return Q(author=viewer.pk) if viewer.pk else Q(pk__in=[])
