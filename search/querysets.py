from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from core.access import Viewer, visible
from search.documents import registry

if TYPE_CHECKING:
    from search.models import SearchDocument


class SearchDocumentQuerySet(models.QuerySet["SearchDocument"]):
    def visible_to(self, viewer: Viewer) -> SearchDocumentQuerySet:
        """Documents of rows that the viewer may see, asked of each model in SQL."""
        seen = Q(pk__in=[])
        for model in registry:
            seen |= Q(
                content_type=ContentType.objects.get_for_model(model),
                object_id__in=visible(model, viewer).values("pk"),
            )
        return self.filter(seen)

    def of_kind(self, kind: str) -> SearchDocumentQuerySet:
        return self.filter(kind=kind) if kind else self
