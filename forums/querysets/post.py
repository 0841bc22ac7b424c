from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value

from core.access import Viewer, is_agent
from forums.querysets.audience import helped_forums, in_audience, is_helper, is_own

if TYPE_CHECKING:
    from accounts.models import User
    from forums.models import Post


class PostQuerySet(models.QuerySet["Post"]):
    is_preparable = True

    def visible_to(self, viewer: Viewer) -> PostQuerySet:
        posts = self.filter(in_audience(viewer, "topic__forum"))
        if is_agent(viewer):
            return posts
        shown = Q(
            Q(topic__visibility="published") | Q(topic__author=viewer.pk or 0),
            Q(state="published") | is_own(viewer),
        )
        if is_helper(viewer):
            shown |= Q(topic__forum__in=helped_forums(viewer))
        return posts.filter(shown)

    def published(self) -> PostQuerySet:
        return self.filter(state="published")

    def replies(self) -> PostQuerySet:
        return self.filter(number__gt=1)

    def answers(self) -> PostQuerySet:
        return self.filter(accepted_at__isnull=False).order_by("accepted_at", "pk")

    def most_liked(self) -> PostQuerySet:
        return self.filter(like_count__gt=0).order_by("-like_count", "number")

    def for_page(self, viewer: Viewer) -> PostQuerySet:
        """With author and whether the viewer likes it."""
        from forums.models import Like

        likes = Like.objects.filter(post=OuterRef("pk"), person=viewer.pk)
        has_like = Exists(likes) if viewer.pk else Value(False)
        return self.select_related("author").annotate(has_like=has_like)

    def with_topic(self) -> PostQuerySet:
        return self.select_related(
            "author", "edited_by", "topic__author", "topic__forum"
        )

    def data_of(self, person: User) -> Iterable[Mapping[str, object]]:
        """What she wrote in the forums, for the download of personal data."""
        own = self.visible_to(person).filter(author=person).order_by("pk")
        return own.values("topic", "number", "body", "created_at")
