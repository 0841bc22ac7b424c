"""The rows of a new ticket and of a new message."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from accounts.models import User
from activity.actions import now
from composer.actions import Files, attach_pictures, store_uploads
from core import markdown
from core.prepared import Given, Prepared
from tickets.actions.rows import list_details
from tickets.models import Ticket, TicketCc, TicketMessage


def create(
    requester: User, key: UUID | None, fields: dict[str, Any]
) -> tuple[Ticket, bool]:
    """The ticket of this key, and whether it is new: its first message counted.

    One statement instead of `get_or_create` and its savepoint: of two at once the
    second waits in it for the first, and then finds the first's message.
    """
    moment = now()
    moments = dict.fromkeys(("created_at", "updated_at", "last_reply_at"), moment)
    ticket = Ticket(
        **fields,
        **moments,
        requester=requester,
        client_key=key or uuid4(),
        organization_id=requester.organization_id,
        message_count=1,
    )
    Ticket.objects.bulk_create(
        [ticket],
        update_conflicts=True,
        unique_fields=["requester", "client_key"],
        update_fields=["client_key"],
    )
    if key is None or not _message_of().ask(ticket=ticket.pk):
        if ticket.custom:
            list_details(ticket)
        return ticket, True
    return Ticket.objects.get(pk=ticket.pk), False


@cache
def _message_of() -> Prepared[tuple[int]]:
    messages = TicketMessage.objects.filter(ticket=Given("ticket"))
    return Prepared(messages.values_list("pk")[:1])


def write(
    ticket: Ticket,
    author: User,
    body: str,
    files: Files,
    *,
    key: UUID,
    channel: str = Ticket.Channel.WEB,
    kind: str = TicketMessage.Kind.REPLY,
    undo_for: timedelta = timedelta(0),
) -> TicketMessage:
    """The message that the ticket's count already counts as its last."""
    rendered, moment = markdown.render(body), now()
    message = TicketMessage.objects.create(
        ticket=ticket,
        number=ticket.message_count,
        author=author,
        kind=kind,
        body=body,
        body_html=rendered.html,
        body_version=rendered.version,
        channel=channel,
        client_key=key,
        created_at=moment,
        public_at=moment + undo_for,
    )
    store_uploads(files, target=message, by=author)
    attach_pictures(rendered.html, target=message, by=author)
    return message


def let_in(ticket: Ticket, people: Iterable[User]) -> None:
    ids = {person.pk for person in people} - {ticket.requester_id}
    TicketCc.objects.bulk_create(
        TicketCc(ticket=ticket, person_id=pk, can_reply=True) for pk in sorted(ids)
    )


def copy_ccs(source: Ticket, ticket: Ticket) -> None:
    TicketCc.objects.bulk_create(
        TicketCc(ticket=ticket, person_id=cc.person_id, can_reply=cc.can_reply)
        for cc in source.ccs.all()
    )
