from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core.access import Viewer
from kb.roles import is_writer

if TYPE_CHECKING:
    from kb.models import Reference, Snippet


class SnippetQuerySet(models.QuerySet["Snippet"]):
    def visible_to(self, viewer: Viewer) -> SnippetQuerySet:
        return self.all() if is_writer(viewer) else self.none()

    def with_use_count(self) -> SnippetQuerySet:
        """Each with `use_count`: the articles whose live words show one of its name,
        and `is_due`: will others, at a time that is set?
        """
        from kb.models import Reference, Revision

        uses = Reference.objects.showing(OuterRef("name")).order_by()
        each = uses.values("snippet__name").annotate(n=Count("article", distinct=True))
        due = Exists(Revision.objects.going_live_with(OuterRef("name")))
        return self.annotate(
            use_count=Coalesce(Subquery(each.values("n")), 0), is_due=due
        )


class ReferenceQuerySet(models.QuerySet["Reference"]):
    def visible_to(self, viewer: Viewer) -> ReferenceQuerySet:
        return self.all() if is_writer(viewer) else self.none()

    def showing(self, name: str | OuterRef) -> ReferenceQuerySet:
        """Live words that show a snippet, in whichever language."""
        return self.filter(snippet__name=name)

    def inner(self) -> ReferenceQuerySet:
        return self.exclude(address__startswith="http")

    def outer(self) -> ReferenceQuerySet:
        """On other sites: those have to be asked."""
        rows = self.filter(target__isnull=True, snippet__isnull=True)
        return rows.filter(address__startswith="http")

    def due_before(self, moment: datetime) -> ReferenceQuerySet:
        return self.filter(Q(checked_at=None) | Q(checked_at__lt=moment))

    def alive(self) -> ReferenceQuerySet:
        return self.filter(dead_since__isnull=True)

    def dead(self) -> ReferenceQuerySet:
        return self.filter(dead_since__isnull=False)
