"""Words on tickets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activity.events import Hearer
from activity.models import Event
from tickets.details import details_of
from tickets.events.hearing import (
    StaffEvent,
    TicketEvent,
    ccs,
    followers,
    is_her_own,
    receipt,
    team_watchers,
    ticket_of,
)
from tickets.models import Ticket, TicketMessage
from tickets.querysets import agents_of


class OpeningEvent(TicketEvent):
    """Agents read what was filled in, too; a receipt is about what she knows."""

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        context = super().mail_context(event, hearer)
        is_receipt = hearer.reason == "requester"
        return context | {"details": [] if is_receipt else details_of(ticket_of(event))}

    @classmethod
    def may_quote(cls, event: Event, person: User) -> bool:
        return person.is_agent or is_her_own(event, person)


class TicketOpened(OpeningEvent):
    verb = "ticket.opened"
    mail = "tickets/opened"
    opens_thread = True
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


class FollowUpOpened(OpeningEvent):
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
        left_out = event.data.get("left_out", [])
        asker = Hearer(ticket.requester, "requester")
        for hearer in (asker, *ccs(ticket, bell=False), *followers(ticket)):
            yield replace(hearer, mail=hearer.person.pk not in left_out)

    @classmethod
    def told_at(cls, event: Event) -> datetime:
        return cast(TicketMessage, event.related).public_at


class ReplyTakenBack(StaffEvent):
    verb = "ticket.reply_taken_back"
    sentence = _("{actor} took a reply back before it was sent")


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
