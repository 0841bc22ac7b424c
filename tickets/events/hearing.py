"""What all events of tickets share: where they lead, what is quoted, who hears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.urls import reverse

from accounts.models import User
from activity.events import EventType, Hearer
from activity.models import Event
from core.markdown import text_with_links
from notifications.following import follower
from notifications.querysets import watchers
from tickets.models import Ticket, TicketMessage
from tickets.permissions import can_work_on
from tickets.querysets import agents_of, followers_of


class TicketEvent(EventType):
    @classmethod
    def link_for(cls, event: Event, person: User) -> str:
        """Agents work at the desk, but for on a ticket of their own."""
        ticket = ticket_of(event)
        if person.pk != ticket.requester_id and can_work_on(person, ticket):
            return reverse("desk:ticket", args=[ticket.pk])
        return ticket.get_absolute_url()

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        may_quote = cls.may_quote(event, hearer.person)
        message = cast(TicketMessage | None, event.related)
        return {
            "ticket": event.target,
            "message": message,
            "text": text_with_links(message.body_html) if message else "",
            "actor_name": (event.actor or ticket_of(event).requester).public_name,
            "may_quote": may_quote,
            "hide_subject": hearer.person.is_guest or not may_quote,
            "secret": "access-link",
        }

    @classmethod
    def may_quote(cls, event: Event, person: User) -> bool:
        """May a mail to her hold the words? What staff wrote, always."""
        return True


class StaffEvent(TicketEvent):
    audience = "staff"


def ticket_of(event: Event) -> Ticket:
    return cast(Ticket, event.target)


def receipt(ticket: Ticket) -> Hearer:
    return Hearer(ticket.requester, "requester", bell=False, own_act=True)


def is_her_own(event: Event, person: User) -> bool:
    """Did she write it, signed in and with an address that she has proven?

    Else anybody could have us mail words of his to any address.
    """
    return event.actor_id == person.pk and not person.is_guest


def team_watchers(ticket: Ticket) -> Iterator[Hearer]:
    """Those who chose to watch the team get mail, its other members the bell alone."""
    if ticket.team is None:
        return
    agents = agents_of(ticket)
    for agent in watchers(ticket.team) & agents:
        yield Hearer(agent, "team")
    for agent in agents.filter(teams=ticket.team):
        yield Hearer(agent, "team", mail=False)


def followers(ticket: Ticket, *, bell: bool = True) -> Iterator[Hearer]:
    for agent in followers_of(ticket):
        yield follower(agent, bell=bell)


def ccs(ticket: Ticket, *, bell: bool = True) -> Iterable[Hearer]:
    for cc in ticket.ccs.select_related("person"):
        yield Hearer(cc.person, "cc", bell=bell)
