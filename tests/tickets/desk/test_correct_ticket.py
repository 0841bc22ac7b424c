"""The subject is edited, and whose ticket it is."""

import pytest
from django.test import Client
from django.urls import reverse

from notifications.models import OutgoingEmail
from search.finding import find
from tests.tickets.test_api import Program
from tickets.access import mint_link
from tickets.actions import add_cc, open_ticket, set_requester, trash_ticket
from tickets.models import AccessLink
from tickets.timeline import timeline


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


def at(ticket, verb):
    return reverse(f"desk:{verb}", args=[ticket.pk])


def lines(ticket, agent):
    return [entry.text for entry in timeline(ticket, agent=agent).entries]


def test_the_subject_is_edited_and_found_by(desk, ticket, agent, customer, lead):
    page = desk.get(at(ticket, "ticket")).context["field_forms"]
    form = dict(page)[at(ticket, "subject")]
    shown = {field.name: field.value() for field in form}
    desk.post(at(ticket, "subject"), shown | {"subject": "Kettle  boils"})
    ticket.refresh_from_db()
    assert ticket.subject == "Kettle boils"
    assert "Ada Agent changed the subject" in lines(ticket, None)
    assert [found.target for found in find("kettle", customer)] == [ticket]

    stopped = desk.post(at(ticket, "subject"), shown | {"subject": "Pan"})
    assert stopped.status_code == 409
    assert "Meanwhile this became “Kettle boils”." in stopped.text
    assert desk.post(at(ticket, "subject"), {"subject": " "}).status_code == 422


def test_another_requester_sees_it_and_the_one_before_does_not(
    desk, sign_in, ticket, agent, customer, stranger, organization
):
    stranger.organization = organization
    stranger.save()
    add_cc(ticket, person=stranger, can_reply=False, by=customer)
    old_link = mint_link(ticket, customer)
    place = ticket.get_absolute_url()
    assert sign_in(customer).get(place).status_code == 200
    page = desk.get(at(ticket, "requester"))
    assert "Maya Lind is out" in page.text
    given = {"email": stranger.email.upper(), "was": customer.email}
    assert desk.post(at(ticket, "requester"), given).url == at(ticket, "ticket")

    ticket.refresh_from_db()
    assert (ticket.requester, ticket.organization) == (stranger, organization)
    assert not ticket.ccs.exists()
    assert sign_in(customer).get(place).status_code == 404
    assert Client().get(old_link).status_code == 404
    assert sign_in(stranger).get(place).status_code == 200
    told = "Ada Agent changed the requester from Maya Lind to Sam Stranger"
    assert told in lines(ticket, agent)
    assert not [line for line in lines(ticket, None) if "requester" in line]
    mail = OutgoingEmail.objects.latest("pk")
    assert (mail.recipient, "burns" in mail.text) == (stranger, False)
    assert mail.subject == f"[#{ticket.pk}] Printer on fire"
    again = desk.post(at(ticket, "requester"), given | {"email": "pia@pier.example"})
    assert again.status_code == 409
    assert "Meanwhile this became “sam.stranger@example.com”." in again.text


def test_whoever_is_not_known_becomes_a_guest_and_gets_a_link(desk, ticket):
    assert desk.post(at(ticket, "requester"), {"email": "x"}).status_code == 422
    desk.post(at(ticket, "requester"), {"email": "pia@pier.example"})
    ticket.refresh_from_db()
    assert ticket.requester.is_guest
    mail = OutgoingEmail.objects.latest("pk")
    assert (mail.to_address, "fire" in mail.subject) == ("pia@pier.example", False)
    assert not AccessLink.objects.exists(), "it is minted when the mail leaves"


def test_the_same_key_of_two_requesters_is_no_obstacle(ticket, stranger, agent):
    same = ticket.client_key
    fields = {"subject": "A", "body": "B", "channel": "web", "by": stranger}
    open_ticket(requester=stranger, client_key=same, **fields)
    assert set_requester(ticket, to=stranger, by=agent)
    assert not set_requester(ticket, to=stranger, by=agent)


def test_what_is_set_aside_keeps_its_requester(desk, ticket, agent):
    trash_ticket(ticket, by=agent)
    assert 'name="email"' not in desk.get(at(ticket, "requester")).text
    given = {"email": "pia@pier.example"}
    assert desk.post(at(ticket, "requester"), given).status_code == 403


def test_programs_do_the_same(ticket, agent, stranger, customer):
    program, path = Program(agent), f"/tickets/{ticket.pk}"
    new = program.post(f"{path}/subject", {"subject": "Kettle", "was": ticket.subject})
    assert new.json()["subject"] == "Kettle"
    stale = program.post(f"{path}/subject", {"subject": "Pan", "was": "Printer"})
    assert (stale.status_code, stale.json()["now"]) == (409, {"subject": "Kettle"})
    given = {"email": stranger.email, "was": "pia@pier.example"}
    stale = program.post(f"{path}/requester", given)
    assert (stale.status_code, stale.json()["now"]) == (409, {"email": customer.email})
    hers = program.post(f"{path}/requester", given | {"was": customer.email})
    assert hers.json()["requester"]["id"] == stranger.pk
