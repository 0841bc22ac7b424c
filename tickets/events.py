"""What happens to tickets, and who hears of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activity.events import EventType, Hearer
from activity.models import Event
from core.markdown import text_with_links
from notifications.querysets import watchers
from tickets.models import Ticket, TicketMessage
from tickets.permissions import can_work_on
from tickets.querysets import agents_of


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


class TicketOpened(TicketEvent):
    verb = "ticket.opened"
    mail = "tickets/opened"
    sentence = _("{actor} opened {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        ticket = ticket_of(event)
        if ticket.channel in (
            Ticket.Channel.WEB,
            Ticket.Channel.MAIL,
            Ticket.Channel.CHAT,
        ):
            yield receipt(ticket)
        yield from team_watchers(ticket)

    @classmethod
    def may_quote(cls, event: Event, person: User) -> bool:
        return person.is_agent or is_her_own(event, person)


class FollowUpOpened(TicketEvent):
    verb = "ticket.follow_up_opened"
    mail = "tickets/follow_up_opened"
    sentence = _("{actor} followed up with {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        ticket = ticket_of(event)
        yield receipt(ticket)
        if ticket.assignee:
            yield Hearer(ticket.assignee, "assignee")
        else:
            yield from team_watchers(ticket)
        if ticket.follow_up_of:
            yield from followers(ticket.follow_up_of, bell=False)

    @classmethod
    def may_quote(cls, event: Event, person: User) -> bool:
        return person.is_agent or is_her_own(event, person)


class CustomerReplied(TicketEvent):
    verb = "ticket.customer_replied"
    mail = "tickets/customer_replied"
    sentence = _("{actor} wrote on {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        ticket = ticket_of(event)
        if ticket.assignee:
            yield Hearer(ticket.assignee, "assignee")
        else:
            yield from team_watchers(ticket)
        yield from followers(ticket)
        # where a CC wrote
        yield Hearer(ticket.requester, "requester")
        yield from ccs(ticket)

    @classmethod
    def may_quote(cls, event: Event, person: User) -> bool:
        return not person.is_guest


class AgentReplied(TicketEvent):
    verb = "ticket.agent_replied"
    mail = "tickets/agent_replied"
    sentence = _("{actor} answered {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        ticket = ticket_of(event)
        yield Hearer(ticket.requester, "requester")
        yield from ccs(ticket, bell=False)
        yield from followers(ticket)


class NoteAdded(StaffEvent):
    verb = "ticket.note_added"
    mail = "tickets/note_added"
    sentence = _("{actor} wrote a private note on {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        mentioned = event.data.get("mentioned", [])
        for agent in agents_of(ticket_of(event)).filter(pk__in=mentioned):
            yield Hearer(agent, "mentioned")
        yield from followers(ticket_of(event))


class TicketAssigned(StaffEvent):
    verb = "ticket.assigned"
    mail = "tickets/assigned"
    sentence = _("{actor} assigned {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        if assignee := ticket_of(event).assignee:
            yield Hearer(assignee, "assignee")


class TicketSolved(TicketEvent):
    verb = "ticket.solved"
    mail = "tickets/solved"
    sentence = _("{actor} solved {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        yield Hearer(ticket_of(event).requester, "requester", bell=False)


class TicketReopened(TicketEvent):
    verb = "ticket.reopened"
    mail = "tickets/reopened"
    sentence = _("{actor} reopened {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        ticket = ticket_of(event)
        if ticket.assignee:
            yield Hearer(ticket.assignee, "assignee")
        yield from followers(ticket, bell=False)


class StatusChanged(TicketEvent):
    verb = "ticket.status_changed"
    sentence = _("{actor} changed the status from {from} to {to}")


class TicketClosed(TicketEvent):
    verb = "ticket.closed"
    sentence = _("The ticket was closed")


class CcAdded(TicketEvent):
    verb = "ticket.cc_added"
    sentence = _("{actor} added {person}")


class CcRemoved(TicketEvent):
    verb = "ticket.cc_removed"
    sentence = _("{actor} removed {person}")


class LinkRequested(TicketEvent):
    """The holder of a link that ran out asked for a new one."""

    verb = "ticket.link_requested"
    mail = "tickets/link_requested"

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        for person in User.objects.present().filter(pk=event.data["person"]):
            is_hers = person == ticket_of(event).requester
            reason = "requester" if is_hers else "cc"
            yield Hearer(person, reason, bell=False)


class TicketMoved(StaffEvent):
    verb = "ticket.moved"
    sentence = _("{actor} moved the ticket from {from} to {to}")


class PriorityChanged(StaffEvent):
    verb = "ticket.priority_changed"
    sentence = _("{actor} changed the priority from {from} to {to}")


class KindChanged(StaffEvent):
    verb = "ticket.kind_changed"
    sentence = _("{actor} changed the type from {from} to {to}")


class TagsChanged(StaffEvent):
    verb = "ticket.tags_changed"
    sentence = _("{actor} changed the tags: {changes}")


class MarkedSpam(StaffEvent):
    verb = "ticket.marked_spam"
    sentence = _("{actor} marked the ticket as spam")


class UnmarkedSpam(StaffEvent):
    verb = "ticket.unmarked_spam"
    sentence = _("{actor} said that the ticket is no spam")


class TicketTrashed(StaffEvent):
    verb = "ticket.trashed"
    sentence = _("{actor} moved the ticket to the trash")


class TicketRestored(StaffEvent):
    verb = "ticket.restored"
    sentence = _("{actor} took the ticket out of the trash")


class TicketDeleted(StaffEvent):
    verb = "ticket.deleted"
    sentence = _("{actor} deleted the ticket for good")


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
    for agent in watchers(ticket) & agents_of(ticket):
        yield Hearer(agent, "follower", bell=bell)


def ccs(ticket: Ticket, *, bell: bool = True) -> Iterable[Hearer]:
    for cc in ticket.ccs.select_related("person"):
        yield Hearer(cc.person, "cc", bell=bell)
