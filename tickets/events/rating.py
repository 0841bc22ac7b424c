"""How the customer found it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import TeamMembership
from activity.events import Hearer
from activity.models import Event
from tickets.events.hearing import StaffEvent, TicketEvent, ticket_of
from tickets.models import Rating
from tickets.querysets import agents_of


class RatingAsked(TicketEvent):
    verb = "ticket.rating_asked"
    mail = "tickets/rating_asked"

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        yield Hearer(ticket_of(event).requester, "requester", bell=False)


class TicketRated(StaffEvent):
    """Her colleagues and CCs need not know what she thinks of us."""

    verb = "ticket.rated"
    sentence = _("{actor} rated {target}: {to}")


class TicketRatedLow(StaffEvent):
    """The leads of its team hear, without one those of the assignee's teams."""

    verb = "ticket.rated_low"
    mail = "tickets/rated_low"
    sentence = _("{actor} rated {target}: {to}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        ticket = ticket_of(event)
        leading = TeamMembership.objects.filter(is_lead=True)
        if ticket.team_id is not None:
            leading = leading.filter(team=ticket.team_id)
        else:
            leading = leading.filter(team__members=ticket.assignee_id)
        for lead in agents_of(ticket).filter(pk__in=leading.values("person")):
            yield Hearer(lead, "lead")

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        rating = Rating.objects.get(ticket=event.target_id)
        return {**super().mail_context(event, hearer), "comment": rating.comment}
