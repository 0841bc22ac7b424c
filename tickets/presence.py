"""Who else has a ticket open."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

from accounts.models import User
from tickets.choices import agents
from tickets.models import Presence, Ticket
from tickets.querysets import PresenceQuerySet


def company(ticket: Ticket, viewer: User) -> list[Presence]:
    """Costs one query, and none where the ticket's row tells it."""
    if not hasattr(ticket, "company_told"):
        return list(ticket.presences.current().besides(viewer).for_display())
    told = (each.split(":") for each in (ticket.company_told or "").split(",") if each)
    known = agents()
    there = [(known.get(int(pk)), state) for pk, state in told]
    here = [
        Presence(ticket=ticket, person=person, state=state)
        for person, state in there
        if person is not None
    ]
    here.sort(key=lambda one: one.person.public_name)
    here.sort(key=lambda one: one.state, reverse=True)  # whoever writes first
    return here


def company_of(numbers: Iterable[int], viewer: User) -> PresenceQuerySet:
    """Of all the rows of a list, in one query."""
    rows = Presence.objects.current().besides(viewer).for_display()
    return rows.filter(ticket__in=list(numbers))


def summed_up(company: Iterable[Presence]) -> str:
    """Another text where another is there, or does something else."""
    told = sorted(f"{one.ticket_id}:{one.person_id}:{one.state}" for one in company)
    return f"{crc32(','.join(told).encode()):x}"
