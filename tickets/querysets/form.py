from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from core.access import Viewer, is_agent

if TYPE_CHECKING:
    from tickets.models import (
        TicketField,
        TicketForm,
    )


class TicketFormQuerySet(models.QuerySet["TicketForm"]):
    def visible_to(self, viewer: Viewer) -> TicketFormQuerySet:
        """Everybody sees what is offered, agents what was withdrawn as well."""
        return self if is_agent(viewer) else self.offered()

    def offered(self) -> TicketFormQuerySet:
        return self.filter(retired_at=None)

    def for_programs(self) -> TicketFormQuerySet:
        """With the fields that each asks for."""
        from tickets.models import TicketField

        asked = TicketField.objects.asked()
        return self.prefetch_related(models.Prefetch("fields", asked))

    def with_fields(self) -> TicketFormQuerySet:
        """Each row says, as `field_count`, how many it asks for."""
        asked = models.Count("fields", filter=Q(fields__retired_at=None))
        return self.annotate(field_count=asked)


class TicketFieldQuerySet(models.QuerySet["TicketField"]):
    def asked(self) -> TicketFieldQuerySet:
        return self.filter(retired_at=None).select_related("shown_when")
