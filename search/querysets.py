from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from core.access import Viewer, visible
from search.documents import registry

if TYPE_CHECKING:
    from search.models import Arrival, Reading, SearchDocument, SearchQuery

Model = type[models.Model]


class SearchDocumentQuerySet(models.QuerySet["SearchDocument"]):
    def visible_to(
        self, viewer: Viewer, models: Sequence[Model]
    ) -> SearchDocumentQuerySet:
        """Documents of rows of these models that the viewer may see.

        Asked row by row, so only of what holds the words. EXISTS would not do:
        PostgreSQL makes a join or a list of all rows of it.
        """
        asked = [
            When(
                content_type=type_of(model),
                then=Subquery(
                    visible(model, viewer).filter(pk=OuterRef("object_id")).values("pk")
                ),
            )
            for model in models
        ]
        return self.alias(seen=Case(*asked)).filter(seen__isnull=False)

    def listed_for(self, viewer: Viewer, model: Model) -> SearchDocumentQuerySet:
        """The same of one model, by the list of what she may see: it must be short."""
        rows = visible(model, viewer).values("pk")
        return self.filter(content_type=type_of(model), object_id__in=rows)

    def in_language(self, language: str | None) -> SearchDocumentQuerySet:
        """What a reader of it finds: in it, in none, and what is not there in it."""
        own = Q(language__in=["", settings.LANGUAGE_CODE])
        if language in (None, settings.LANGUAGE_CODE):
            return self.filter(own)
        for model, searchable in registry.items():
            if (rows := searchable.translated(language)) is not None:
                there = Exists(rows.filter(pk=OuterRef("object_id")))
                own &= ~Q(there, content_type=type_of(model))
        return self.filter(own | Q(language=language))

    def titled(self) -> SearchDocumentQuerySet:
        return self.exclude(title="")


class ReadingQuerySet(models.QuerySet["Reading"]):
    def before(self, asked: models.Model) -> ReadingQuerySet:
        """What was read before this was asked."""
        asked_type = ContentType.objects.get_for_model(asked)
        return self.filter(asked_type=asked_type, asked_id=asked.pk)

    def before_each(self, model: type[models.Model]) -> ReadingQuerySet:
        """For `Exists` on the rows of a model. By its name: SQL that is prepared would
        keep the key of a content type.
        """
        label, name = model._meta.app_label, model._meta.model_name
        named = self.filter(asked_type__app_label=label, asked_type__model=name)
        return named.filter(asked_id=OuterRef("pk"))

    def of(self, read: models.Model) -> ReadingQuerySet:
        """Who asked after reading this."""
        return self.filter(read_type=type_of(type(read)), read_id=read.pk)

    def after_which(self, model: type[models.Model]) -> models.QuerySet[Any, int]:
        """The keys of the rows of one model that were asked."""
        return self.filter(asked_type=type_of(model)).values_list("asked_id", flat=True)

    def counted_for(self, model: type[models.Model]) -> Coalesce:
        """How often each row of the model was read before asking, for `annotate`."""
        rows = self.filter(read_type=type_of(model), read_id=OuterRef("pk"))
        each = rows.order_by().values("read_id").annotate(count=Count("pk"))
        return Coalesce(Subquery(each.values("count")), 0)

    def keys_of(self, model: type[models.Model]) -> models.QuerySet[Any, int]:
        """The keys of the rows of one model that were read."""
        read_type = ContentType.objects.get_for_model(model)
        return self.filter(read_type=read_type).values_list("read_id", flat=True)


class SearchQueryQuerySet(models.QuerySet["SearchQuery"]):
    def in_vain(self) -> SearchQueryQuerySet:
        """What nothing was found for, most often first, until somebody sees to it."""
        rows = self.filter(empty_count__gt=0, handled_at__isnull=True)
        return rows.order_by("-empty_count", "-pk")


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def at(self, target: models.Model) -> ArrivalQuerySet:
        """What led to this page, most often first."""
        rows = self.filter(target_type=type_of(type(target)), target_id=target.pk)
        return rows.select_related("query").order_by("-count", "-pk")


def type_of(model: Model) -> ContentType:
    return ContentType.objects.get_for_model(model)
