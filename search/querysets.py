from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.access import Viewer, visible
from search.documents import registry

if TYPE_CHECKING:
    from search.models import Reading, SearchDocument


class SearchDocumentQuerySet(models.QuerySet["SearchDocument"]):
    def visible_to(self, viewer: Viewer) -> SearchDocumentQuerySet:
        """Documents of rows that the viewer may see, asked of each model in SQL.

        Row by row: lists of all that she may see would grow with the site.
        """
        seen = Q(pk__in=[])
        for model in registry:
            row = visible(model, viewer).filter(pk=OuterRef("object_id"))
            seen |= Q(
                Exists(row), content_type=ContentType.objects.get_for_model(model)
            )
        return self.filter(seen)

    def of_kind(self, kind: str) -> SearchDocumentQuerySet:
        return self.filter(kind=kind) if kind else self

    def titled(self) -> SearchDocumentQuerySet:
        return self.exclude(title="")


class ReadingQuerySet(models.QuerySet["Reading"]):
    def before(self, asked: models.Model) -> ReadingQuerySet:
        """What was read before this was asked."""
        asked_type = ContentType.objects.get_for_model(asked)
        return self.filter(asked_type=asked_type, asked_id=asked.pk)

    def keys_of(self, model: type[models.Model]) -> models.QuerySet[Any, int]:
        """The keys of the rows of one model that were read."""
        read_type = ContentType.objects.get_for_model(model)
        return self.filter(read_type=read_type).values_list("read_id", flat=True)
