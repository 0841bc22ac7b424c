from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from core.markdown import plain_text
from search.documents import Document, Kind, Searchable
from tickets.models import Ticket, TicketMessage

TICKET = Kind("ticket", _("Ticket"), _("Tickets"), "ticket", for_visitors=False)


class TicketSearchable(Searchable):
    """A ticket by what whoever sees it may read: subject, opening words, details."""

    model = Ticket
    kind = TICKET

    def document(self, row: Any) -> Document | None:
        if row.merged_into_id:
            return None
        words = [plain_text(row.opening_html or ""), *row.custom.values()]
        return Document(title=row.subject, body="\n".join(words))

    def for_index(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        opening = TicketMessage.objects.filter(ticket=OuterRef("pk"), number=1)
        return rows.annotate(opening_html=Subquery(opening.values("body_html")[:1]))


class MessageSearchable(Searchable):
    """Replies and notes apart: who finds a note is asked of the note itself.

    The first message is found with its ticket.
    """

    model = TicketMessage
    kind = TICKET

    def is_document(self, row: Any) -> bool:
        return bool(row.number > 1)

    def document(self, row: Any) -> Document:
        return Document(title="", body=plain_text(row.body_html), thread=row.ticket)

    def for_index(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.filter(number__gt=1).select_related("ticket")
