from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from accounts.models import User
from core.access import Viewer, visible

if TYPE_CHECKING:
    from composer.models import Draft, Upload


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, viewer: Viewer) -> UploadQuerySet:
        """A file is seen by whoever sees what it hangs on; unattached, by its owner."""
        seen = Q(pk__in=[])
        if viewer.pk is not None:
            seen = Q(target_type__isnull=True, owner=viewer.pk)
        for model in models_with_uploads():
            seen |= Q(
                target_type=ContentType.objects.get_for_model(model),
                target_id__in=visible(model, viewer).values("pk"),
            )
        return self.filter(seen, redacted_at=None)

    def redacted(self) -> UploadQuerySet:
        return self.filter(redacted_at__isnull=False)

    def staged_before(self, moment: datetime) -> UploadQuerySet:
        return self.filter(target_type__isnull=True, created_at__lt=moment)


class DraftQuerySet(models.QuerySet["Draft"]):
    def about(self, target: models.Model) -> DraftQuerySet:
        content_type = ContentType.objects.get_for_model(target)
        return self.filter(target_type=content_type, target_id=target.pk)

    def written_by(self, person: User, *, about: models.Model) -> DraftQuerySet:
        return self.about(about).filter(person=person)

    def others_at_work(self, person: User, *, since: datetime) -> DraftQuerySet:
        """What others than she have typed on lately."""
        return self.exclude(person=person).filter(updated_at__gte=since)

    def texts(self) -> dict[str, str]:
        """Purpose → text."""
        return dict(self.values_list("purpose", "body"))

    def by_purpose(self) -> dict[str, Draft]:
        return {draft.purpose: draft for draft in self}

    def data_of(self, person: User) -> Iterable[Mapping[str, object]]:
        """What she has written and not sent, for the download of personal data."""
        own = self.filter(person=person).order_by("pk")
        return own.values("purpose", "body", "updated_at")


@cache
def models_with_uploads() -> list[type[models.Model]]:
    """The models that files hang on: those with a GenericRelation to Upload."""
    upload = apps.get_model("composer", "Upload")
    return [
        model
        for model in apps.get_models()
        if any(
            isinstance(field, GenericRelation) and field.related_model is upload
            for field in model._meta.private_fields
        )
    ]
