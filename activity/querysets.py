from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models

if TYPE_CHECKING:
    from activity.models import Event


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, target: models.Model) -> EventQuerySet:
        """Events whose target this is, for its timeline."""
        content_type = ContentType.objects.get_for_model(target)
        return self.filter(target_type=content_type, target_id=target.pk)

    def related_to(self, thing: models.Model) -> EventQuerySet:
        """Events that this is the other side of, as a message is of a reply."""
        content_type = ContentType.objects.get_for_model(thing)
        return self.filter(related_type=content_type, related_id=thing.pk)

    def public(self) -> EventQuerySet:
        return self.filter(audience=self.model.Audience.PUBLIC)

    def for_participants(self) -> EventQuerySet:
        return self.exclude(audience=self.model.Audience.STAFF)

    def for_timeline(self) -> EventQuerySet:
        return self.select_related("actor").order_by("pk")
