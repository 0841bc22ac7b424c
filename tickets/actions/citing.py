"""Which articles a reply links to."""

from __future__ import annotations

from accounts.models import User
from search.addresses import linked_from
from tickets.models import Citation, TicketMessage


def cite_articles(message: TicketMessage, *, by: User) -> None:
    """In the caller's transaction. However a link got there, by a picker, a macro or by
    hand, it is the text as it was sent that counts."""
    found = linked_from(message.body_html, by, kind="article")
    Citation.objects.bulk_create(
        Citation(message=message, target=article) for article in found
    )
