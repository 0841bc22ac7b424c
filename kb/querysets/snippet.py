from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from core.access import Viewer
from kb.roles import is_writer

if TYPE_CHECKING:
    from kb.models import Reference, Snippet


class SnippetQuerySet(models.QuerySet["Snippet"]):
    def visible_to(self, viewer: Viewer) -> SnippetQuerySet:
        return self.all() if is_writer(viewer) else self.none()


class ReferenceQuerySet(models.QuerySet["Reference"]):
    def visible_to(self, viewer: Viewer) -> ReferenceQuerySet:
        return self.all() if is_writer(viewer) else self.none()

    def dead(self) -> ReferenceQuerySet:
        return self.filter(dead_since__isnull=False)
