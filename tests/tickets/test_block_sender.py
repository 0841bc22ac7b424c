"""Senders of spam: what they send is nobody's trouble, and they are not told."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from activity.models import Event
from notifications.models import OutgoingEmail
from tests.tickets.test_api import Program
from tickets.access import mint_link
from tickets.actions import (
    hold_ticket,
    let_ticket_in,
    reply_to_ticket,
    solve_ticket,
    unmark_spam,
)
from tickets.actions.blocking import block_sender, unblock_sender
from tickets.models import Ticket

BLOCKED = "/desk/settings/blocked/"
WORDS = {"subject": "Pills", "body": "Buy now."}


def spam(client, ticket, **given):
    return client.post(reverse("desk:spam", args=[ticket.pk]), given)


def test_whoever_marks_spam_may_block_its_sender(sign_in, agent, ticket, customer):
    client = sign_in(agent)
    page = client.get(reverse("desk:ticket", args=[ticket.pk])).text
    assert "and block maya.lind@example.com" in page
    spam(client, ticket)
    customer.refresh_from_db()
    assert customer.blocked_at is None
    unmark_spam(ticket, by=agent)
    spam(client, ticket, block="on")
    customer.refresh_from_db()
    assert customer.blocked_at is not None
    told = Event.objects.get(verb="person.blocked")
    assert (told.actor, told.target, told.related) == (agent, customer, ticket)


def test_many_senders_at_once(agent, lead, make_ticket, customer):
    numbers = [make_ticket().pk, make_ticket(requester=lead).pk]
    program, given = Program(agent), {"tickets": numbers, "block": True}
    assert program.post("/tickets/bulk", given | {"status": "trash"}).status_code == 422
    done = program.post("/tickets/bulk", given | {"status": "spam"}).json()
    assert done == {"changed": numbers, "left": []}
    for person in (customer, lead):
        person.refresh_from_db()
    assert customer.blocked_at
    assert not lead.blocked_at


def test_staff_are_never_blocked(sign_in, agent, lead):
    held = hold_ticket(requester=lead, **WORDS)
    client = sign_in(agent)
    assert "“Spam” blocks" in client.get("/desk/tickets/?view=held").text
    page = client.get(reverse("desk:ticket", args=[held.pk])).text
    assert "and block" not in page
    spam(client, held, block="on")
    lead.refresh_from_db()
    held.refresh_from_db()
    assert (lead.blocked_at, held.status) == (None, "spam")


@pytest.mark.parametrize("way", ["guest", "customer", "program"])
def test_what_a_blocked_sender_opens_is_spam_and_looks_as_ever(
    way, sign_in, agent, customer, guest, events
):
    sender = guest if way == "guest" else customer
    block_sender(sender, by=agent)
    if way == "program":
        answer = Program(customer).post("/tickets", WORDS)
        assert answer.json() == {"number": Ticket.objects.get().pk}
    else:
        client = Client() if way == "guest" else sign_in(customer)
        given = WORDS | {"email": sender.email}
        page = client.post("/tickets/new/", given, follow=True)
        assert f"#{Ticket.objects.get().pk}" in page.text
    made = Ticket.objects.get()
    assert (made.status, made.requester) == ("spam", sender)
    assert not OutgoingEmail.objects.exists()

    unmark_spam(made, by=agent)
    assert let_ticket_in(made, by=agent)
    assert events(made)[-1] == "ticket.opened"


def test_a_blocked_sender_writes_on_nothing(sign_in, agent, customer, ticket):
    link = mint_link(ticket, customer)
    block_sender(customer, by=agent)
    client, place = sign_in(customer), ticket.get_absolute_url()
    assert "You can read this ticket, but not write on it." in client.get(place).text
    words = {"body": "Buy now.", "email": "pia@pier.example"}
    for verb in ("reply", "cc", "solve"):
        assert client.post(f"{place}{verb}/", words).status_code == 403
    assert Client().post(f"{link}reply/", words).status_code == 403
    said = Program(customer).post(f"/tickets/{ticket.pk}/reply", {"body": "Buy"})
    assert said.status_code == 403

    unblock_sender(customer, by=agent)
    assert Client().post(f"{link}reply/", words).status_code == 302


def test_nobody_asks_a_blocked_sender_how_it_went(agent, customer, ticket):
    reply_to_ticket(ticket, by=agent, body="So?")
    solve_ticket(ticket, by=agent)
    day_after = ticket.solved_at + timedelta(days=2)
    assert Ticket.objects.to_ask_about(day_after).exists()
    block_sender(customer, by=agent)
    assert not Ticket.objects.to_ask_about(day_after).exists()


def test_an_administrator_sees_and_lifts_blocks(
    sign_in, admin, agent, customer, ticket
):
    block_sender(customer, by=agent, of=ticket)
    client = sign_in(admin)
    page = client.get(BLOCKED).text
    for told in ("Maya Lind", "Ada Agent", f"#{ticket.pk}"):
        assert told in page
    person_page = reverse("desk_people:person", args=[customer.pk])
    assert "Lift the block" in client.get(person_page).text
    assert "Lift the block" not in sign_in(agent).get(person_page).text
    assert client.post(f"{BLOCKED}{customer.pk}/lift/").url == BLOCKED
    customer.refresh_from_db()
    assert customer.blocked_at is None
    assert "Nobody is blocked" in client.get(BLOCKED).text


def test_programs_do_the_same(admin, customer):
    program, path = Program(admin, ["people"]), f"/people/{customer.pk}"
    for _ in range(2):
        assert program.post(f"{path}/block").json()["blocked_at"]
    listed = program.get("/people/blocked").json()["items"]
    assert [each["id"] for each in listed] == [customer.pk]
    assert program.post(f"{path}/unblock").json()["blocked_at"] is None
    verbs = list(Event.objects.values_list("verb", flat=True).order_by("pk"))
    assert verbs == ["person.blocked", "person.unblocked"]
