from collections.abc import Callable
from uuid import uuid4

import pytest

from activity.models import Event
from tickets.actions import open_ticket
from tickets.actions.macros import create_macro
from tickets.models import Macro, Ticket

MakeTicket = Callable[..., Ticket]


@pytest.fixture
def make_ticket(customer) -> MakeTicket:
    """`make_ticket(subject="Printer on fire", team=team)`, the customer's own."""

    def make(subject: str = "Printer on fire", **given: object) -> Ticket:
        requester = given.pop("requester", customer)
        fields = {
            "body": "It burns since this morning.",
            "channel": Ticket.Channel.WEB,
            "by": requester,
        }
        return open_ticket(requester=requester, subject=subject, **{**fields, **given})

    return make


@pytest.fixture
def ticket(make_ticket) -> Ticket:
    return make_ticket()


@pytest.fixture
def make_macro(db):
    """`make_macro("Water first", owner=agent, body="…", tags=["hot"])`"""

    def make(title: str = "Water first", **fields: object) -> Macro:
        return create_macro(client_key=uuid4(), title=title, **{"tags": ()} | fields)

    return make


@pytest.fixture
def events():
    """`events(ticket)`: the verbs of what happened to it, in order."""

    def verbs(ticket: Ticket) -> list[str]:
        rows = Event.objects.about(ticket).order_by("pk")
        return list(rows.values_list("verb", flat=True))

    return verbs


@pytest.fixture
def told():
    """`told(ticket)`: who hears of its last Event, by name, why and how."""
    from activity.events import registry

    def hearers(ticket: Ticket) -> list[tuple[str, str, str]]:
        event = Event.objects.about(ticket).latest("pk")
        return [
            (
                hearer.person.display_name,
                hearer.reason,
                "+".join(way for way in ("mail", "bell") if getattr(hearer, way)),
            )
            for hearer in registry[event.verb].hearers(event)
        ]

    return hearers
