from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef

from core.access import Viewer, is_agent
from forums.querysets.audience import helped_forums, in_audience, is_helper

if TYPE_CHECKING:
    from forums.models import Report

# as moderators come to them
OLDEST_FIRST = ("created_at", "pk")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, viewer: Viewer) -> ReportQuerySet:
        """What a moderator may decide on: of the forums that she looks after."""
        if is_agent(viewer):
            return self
        if not is_helper(viewer):
            return self.none()
        place = "post__topic__forum"
        helped = self.filter(in_audience(viewer, place))
        return helped.filter(**{f"{place}__in": helped_forums(viewer)})

    def open(self) -> ReportQuerySet:
        return self.filter(state="open")

    def held_as_spam(self) -> ReportQuerySet:
        """By the site, once for each post, until somebody decides."""
        return self.open().filter(reporter__isnull=True, reason="spam")

    def first_of_post(self) -> ReportQuerySet:
        """Of the open ones of each post the oldest, which stands for them all."""
        earlier = self.model._default_manager.filter(
            post=OuterRef("post"), state="open", pk__lt=OuterRef("pk")
        )
        return self.filter(~Exists(earlier))

    def for_queue(self) -> ReportQuerySet:
        return self.select_related(
            "claimed_by", "post__author", "post__topic__forum", "post__topic__author"
        )
