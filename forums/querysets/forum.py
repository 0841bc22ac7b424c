from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from core.access import Viewer, is_agent
from forums.querysets.audience import in_audience

if TYPE_CHECKING:
    from accounts.models import User
    from forums.models import Forum, ForumGroup


class ForumGroupQuerySet(models.QuerySet["ForumGroup"]):
    def visible_to(self, viewer: Viewer) -> ForumGroupQuerySet:
        """With a forum that she sees, and to agents those without any as well."""
        if is_agent(viewer):
            return self
        from forums.models import Forum

        return self.filter(pk__in=Forum.objects.visible_to(viewer).values("group"))


class ForumQuerySet(models.QuerySet["Forum"]):
    is_preparable = True

    def visible_to(self, viewer: Viewer) -> ForumQuerySet:
        return self.filter(in_audience(viewer))

    def helped_by(self, person: User) -> ForumQuerySet:
        """Where she is a helper: where she was chosen, and where nobody was."""
        chosen = self.model.helpers.through.objects
        return self.filter(
            Q(pk__in=chosen.filter(user=person.pk).values("forum"))
            | ~Exists(chosen.filter(forum=OuterRef("pk")))
        )

    def taking_questions(self) -> ForumQuerySet:
        """Of everybody, where a question without a name can stand."""
        keys = [forum.pk for forum in self if "question" in forum.kinds]
        return self.filter(pk__in=keys, audience="everyone")

    def with_latest_topic(self) -> list[Forum]:
        """The forums, each with `latest_topic` (or None), in two queries."""
        from forums.models import Topic

        newest = (
            Topic.objects.published()
            .filter(forum=OuterRef("pk"))
            .order_by("-latest_at", "-pk")
        )
        annotated = self.select_related("group").annotate(
            latest_pk=Subquery(newest.values("pk")[:1])
        )
        forums: list[Forum] = list(annotated)
        keys = [forum.latest_pk for forum in forums if forum.latest_pk]
        topics = Topic.objects.select_related("author").in_bulk(keys)
        for forum in forums:
            forum.latest_topic = topics.get(forum.latest_pk)
        return forums
