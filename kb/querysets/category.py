from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Count, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core.access import Viewer

if TYPE_CHECKING:
    from kb.models import Category


class CategoryQuerySet(models.QuerySet["Category"]):
    def visible_to(self, viewer: Viewer) -> CategoryQuerySet:
        return self.all()

    def in_language(self, language: str | None) -> CategoryQuerySet:
        """Each with `translation`: what it is called in that language, else None."""
        if language in (None, settings.LANGUAGE_CODE):
            return self
        named = FilteredRelation(
            "translations", condition=Q(translations__language=language)
        )
        return self.annotate(translation=named).select_related(
            "translation"  # type: ignore[misc]
        )

    def with_counts(self, viewer: Viewer) -> CategoryQuerySet:
        """Each with `own_count`: the published articles in it that the viewer sees."""
        from kb.models import Article

        counts = (
            Article.objects.visible_to(viewer)
            .published()
            .filter(category=OuterRef("pk"))
            .order_by()
            .values("category")
            .annotate(count=Count("pk"))
            .values("count")
        )
        return self.annotate(own_count=Coalesce(Subquery(counts), 0))
