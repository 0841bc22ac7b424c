"""What was put down wrongly when a ticket came. Each says whether it changed."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction

from accounts.models import User
from activity.actions import record
from tickets import events
from tickets.actions.rows import lock, save
from tickets.models import AccessLink, Ticket, TicketCc


@transaction.atomic
def set_subject(ticket: Ticket, *, subject: str, by: User) -> bool:
    """The one before stands on in mails: words that must go are redacted."""
    lock(ticket)
    if ticket.subject == subject:
        return False
    ticket.subject = subject
    save(ticket, "subject")
    record(events.SubjectChanged, ticket, by=by)
    return True


@transaction.atomic
def set_requester(ticket: Ticket, *, to: User, by: User) -> bool:
    """It is hers, with all that was written. The one before is out, and so are her
    links, unless she sees it for another reason.
    """
    lock(ticket)
    before = ticket.requester
    if before == to:
        return False
    ticket.requester, ticket.organization = to, to.organization
    if to.requested_tickets.filter(client_key=ticket.client_key).exists():
        ticket.client_key = uuid4()
    AccessLink.objects.filter(ticket=ticket, person=before).delete()
    TicketCc.objects.filter(ticket=ticket, person=to).delete()
    save(ticket, "requester", "organization", "client_key")
    data = {"from": before.pk, "to": to.pk}
    record(events.RequesterChanged, ticket, by=by, data=data)
    return True
