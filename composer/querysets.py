from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from core.access import Viewer, visible

if TYPE_CHECKING:
    pass


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, viewer: Viewer) -> UploadQuerySet:
        """A file is seen by whoever sees what it hangs on; unattached, by its owner."""
        seen = Q(target_type__isnull=True, owner=viewer.pk) if viewer.pk else Q(pk=None)
        for content_type in self._target_types():
            model = content_type.model_class()
            if model is not None:
                rows = visible(model, viewer).values("pk")
                seen |= Q(target_type=content_type, target_id__in=rows)
        return self.filter(seen)

    def _target_types(self) -> list[ContentType]:
        from composer.models import Upload

        ids = Upload.objects.order_by().values_list("target_type", flat=True).distinct()
        return [ContentType.objects.get_for_id(pk) for pk in ids if pk is not None]
