"""What looks like spam waits for an agent; nobody is told before."""

import pytest
from django.test import Client

from accounts.models import User
from core import proof
from notifications.models import OutgoingEmail
from tests.core.test_proof import solution
from tickets.actions import (
    hold_ticket,
    let_ticket_in,
    mark_spam,
    restore_ticket,
    trash_ticket,
    unmark_spam,
)
from tickets.models import Ticket
from tickets.suspicion import leads_elsewhere

NEW = "/tickets/new/"
FILLED = {"email": "n@example.org", "subject": "Fire", "body": "It burns."}
LINK = {"body": "See https://pills.example/ now"}


@pytest.fixture(autouse=True)
def easy(monkeypatch):
    monkeypatch.setattr(proof, "NUMBERS", 50)


def send(**given):
    return Client().post(NEW, FILLED | given, follow=True)


@pytest.fixture
def held(customer):
    return hold_ticket(requester=customer, subject="Buy", body="Now")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, "new"),
        (LINK, "held"),
        ({"subject": "www.pills.example"}, "held"),
        ({"website": "https://pills.example"}, "held"),
    ],
)
def test_without_scripts_what_leads_elsewhere_is_held(given, status):
    page = send(**given)
    ticket = Ticket.objects.get()
    assert ticket.status == status
    assert f"#{ticket.pk}" in page.content.decode()
    assert OutgoingEmail.objects.exists() == (status == "new")


@pytest.mark.django_db
def test_a_proof_lets_links_through_once_and_the_trap_not_at_all():
    solved = solution()
    send(**LINK, altcha=solved)
    send(**LINK, altcha=solved, email="other@example.org")
    send(website="x", altcha=solution(), email="third@example.org")
    tickets = Ticket.objects.order_by("pk")
    assert [ticket.status for ticket in tickets] == ["new", "held", "held"]


@pytest.mark.django_db
def test_of_many_without_a_proof_the_rest_is_held(monkeypatch):
    monkeypatch.setattr("tickets.suspicion.UNPROVEN_AT_MOST", 1)
    assert [send(subject=f"Fire {n}").status_code for n in range(2)] == [200, 200]
    statuses = Ticket.objects.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == ["new", "held"]


def test_who_is_signed_in_proves_nothing(customer, sign_in):
    sign_in(customer).post(NEW, LINK | {"subject": "Fire"})
    assert Ticket.objects.get().status == "new"


def test_a_link_to_this_site_leads_nowhere_else(settings):
    settings.SITE_URL = "https://help.example.com"
    assert not leads_elsewhere("It fails at https://help.example.com/kb/ and file.txt")
    assert leads_elsewhere("at HTTPS://help.example.com.pills.example/")


def test_agents_alone_see_it(held, customer, agent, stranger):
    seen = [Ticket.objects.visible_to(who).exists() for who in (customer, agent)]
    assert seen == [False, True]


def test_let_in_it_opens_for_all_who_should_have_heard(held, agent, events):
    assert let_ticket_in(held, by=agent)
    assert not let_ticket_in(held, by=agent)
    assert held.status == "new"
    assert events(held) == ["ticket.held", "ticket.let_in", "ticket.opened"]
    mail = OutgoingEmail.objects.get(recipient=held.requester)
    assert "Now" not in mail.text  # she may not have written it


def test_sent_twice_it_is_held_once(customer):
    key = "1c0f4a86-6f0c-4f09-a8ab-6a1a5a7f0d7e"
    for _ in range(2):
        hold_ticket(requester=customer, subject="Buy", body="Now", client_key=key)
    assert Ticket.objects.get().messages.count() == 1


@pytest.mark.parametrize(
    ("away", "back"), [(mark_spam, unmark_spam), (trash_ticket, restore_ticket)]
)
def test_from_spam_and_trash_it_comes_back_held(held, agent, away, back):
    assert away(held, by=agent)
    assert back(held, by=agent)
    assert held.status == "held"
    assert let_ticket_in(held, by=agent)
    assert held.status == "new"
    assert held.status_before == ""


def test_the_view_has_a_button_for_each_decision(held, agent, sign_in):
    browser, view = sign_in(agent), "/desk/tickets/?view=held"
    page = browser.get(view).content.decode()
    for verb in ("let-in", "spam"):
        assert f'formaction="/desk/tickets/{held.pk}/{verb}/"' in page
    assert browser.post(f"/desk/tickets/{held.pk}/let-in/").url == view
    assert "Buy" not in browser.get(view).content.decode()
    page = browser.get(f"/desk/tickets/{held.pk}/").content.decode()
    assert "let the ticket in" in page


@pytest.mark.django_db
def test_a_lost_link_is_mailed_to_no_trap(client, customer, held):
    client.post("/tickets/find/", {"email": customer.email, "website": "x"})
    client.post("/tickets/find/", {"email": customer.email})
    assert not OutgoingEmail.objects.exists()  # a held ticket has no link either


@pytest.mark.django_db
def test_a_sign_up_that_fills_the_trap_in_makes_nobody(client):
    given = {"display_name": "Bo", "email": "bo@example.org", "website": "x"}
    answer = client.post(
        "/accounts/signup/", given | {"password1": "plum-tree-in-june"}
    )
    assert answer.status_code == 302
    assert not User.objects.exists()


@pytest.mark.django_db
def test_sign_ups_without_a_proof_have_a_lower_limit(monkeypatch):
    monkeypatch.setattr("accounts.forms.entrance.UNPROVEN_AT_MOST", 1)

    def sign_up(name, **given):
        fields = {"display_name": name, "email": f"{name}@example.org"}
        return Client().post(
            "/accounts/signup/",
            fields | {"password1": "plum-tree-in-june"} | given,
            REMOTE_ADDR="203.0.113.9",
        )

    answers = [sign_up("anna"), sign_up("berta"), sign_up("cora", altcha=solution())]
    assert [answer.status_code for answer in answers] == [302, 429, 302]
