from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from core.access import Viewer, is_agent

if TYPE_CHECKING:
    from tickets.models import (
        Citation,
        TicketMessage,
    )


class TicketMessageQuerySet(models.QuerySet["TicketMessage"]):
    def visible_to(self, viewer: Viewer) -> TicketMessageQuerySet:
        from tickets.models import Ticket

        tickets = Ticket.objects.visible_to(viewer)
        if not is_agent(viewer):
            # a short list, by which their messages are found
            return self.public().filter(ticket__in=tickets.values("pk"))
        here = Q(pk=OuterRef("ticket"))
        seen = Q(Exists(Ticket.objects.worked_on_by(viewer).filter(here)))
        shared = Exists(tickets.filter(here))
        seen |= Q(shared, kind="reply", public_at__lte=timezone.now())
        return self.filter(seen)

    def public(self) -> TicketMessageQuerySet:
        """What anybody on the ticket may read: replies that wait no more."""
        return self.filter(kind="reply", public_at__lte=timezone.now())

    def waiting(self) -> TicketMessageQuerySet:
        """Replies that may still be taken back."""
        return self.filter(kind="reply", public_at__gt=timezone.now())

    def quoting(self, message: TicketMessage) -> TicketMessageQuerySet:
        """Others of its ticket in which one of its own longer lines stands again."""
        own = [line for line in message.body.splitlines() if line[:1] != ">"]
        others = self.filter(ticket=message.ticket_id).exclude(pk=message.pk)
        return others.saying(own)

    def saying(self, lines: Iterable[str]) -> TicketMessageQuerySet:
        """In which one of these stands; short ones stand anywhere."""
        telling = {line.strip() for line in lines if len(line.strip()) > 15}
        if not telling:
            return self.none()
        longest = sorted(telling, key=len)[-8:]
        return self.filter(reduce(or_, [Q(body__contains=line) for line in longest]))

    def for_timeline(self) -> TicketMessageQuerySet:
        return self.select_related("author").prefetch_related("attachments")

    def data_of(self, person: User) -> Iterable[Mapping[str, object]]:
        """What she wrote into tickets, for the download of personal data."""
        own = self.visible_to(person).public().filter(author=person).order_by("pk")
        return own.values("ticket", "number", "body", "created_at")


class CitationQuerySet(models.QuerySet["Citation"]):
    def visible_to(self, viewer: Viewer) -> CitationQuerySet:
        from tickets.models import TicketMessage

        messages = TicketMessage.objects.visible_to(viewer).values("pk")
        return self.filter(message__in=messages)

    def counted_for(self, model: type[models.Model]) -> Coalesce:
        """In how many replies each row of the model was used, for `annotate`."""
        rows = self.filter(
            target_type=ContentType.objects.get_for_model(model),
            target_id=OuterRef("pk"),
        )
        each = rows.order_by().values("target_id").annotate(count=Count("pk"))
        return Coalesce(Subquery(each.values("count")), 0)
