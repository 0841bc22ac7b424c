"""Who else is in on a ticket. Each says whether it changed anything."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from activity.actions import record
from tickets import events
from tickets.actions.rows import lock, save
from tickets.models import AccessLink, Ticket, TicketCc

RECENT = timedelta(days=90)
LINKS_AT_ONCE = 5


@transaction.atomic
def add_cc(ticket: Ticket, *, person: User, can_reply: bool, by: User) -> bool:
    """Let somebody in, or change whether she may reply."""
    lock(ticket)
    if person.pk == ticket.requester_id:
        return False
    cc, is_new = TicketCc.objects.get_or_create(
        ticket=ticket, person=person, defaults={"can_reply": can_reply}
    )
    if not is_new and cc.can_reply == can_reply:
        return False
    cc.can_reply = can_reply
    cc.save(update_fields=["can_reply"])
    save(ticket)
    data = {"person": person.pk, "can_reply": can_reply}
    record(events.CcAdded, ticket, by=by, data=data)
    return True


@transaction.atomic
def remove_cc(ticket: Ticket, *, person: User, by: User) -> bool:
    """Her links into the ticket die with it."""
    lock(ticket)
    removed, _ = TicketCc.objects.filter(ticket=ticket, person=person).delete()
    if not removed:
        return False
    AccessLink.objects.filter(ticket=ticket, person=person).delete()
    save(ticket)
    record(events.CcRemoved, ticket, by=by, data={"person": person.pk})
    return True


@transaction.atomic
def request_link(link: AccessLink) -> None:
    """Mail a new link to the person of an old one, and to nobody else."""
    data = {"person": link.person_id}
    record(events.LinkRequested, link.ticket, by=None, data=data)


@transaction.atomic
def request_links(email: str) -> int:
    """Mail the person of this address links to her latest tickets; says to how many.

    They go to the address itself, so that asking for another's harms nobody.
    """
    person = User.objects.present().known_by(email).first()
    if person is None:
        return 0
    recent = Q(last_reply_at__gte=timezone.now() - RECENT) | Q(is_unsolved=True)
    hers = Ticket.objects.concerning(person).filter(recent)
    tickets = list(hers.order_by("-last_reply_at", "-pk")[:LINKS_AT_ONCE])
    for ticket in tickets:
        record(events.LinkRequested, ticket, by=None, data={"person": person.pk})
    return len(tickets)
