"""Agents find tickets by whose they are; nobody else does."""

import pytest

from accounts.actions import add_address, delete_account
from accounts.finding import people_found
from tests.tickets.test_api import Program
from tickets.actions import add_cc

QUEUE = "/desk/tickets/"


@pytest.fixture
def found(sign_in, agent):
    client = sign_in(agent)

    def numbers(text):
        return {ticket.pk for ticket in client.get(QUEUE, {"q": text}).context["page"]}

    return numbers


@pytest.mark.parametrize(
    "text", ["Lind", "maya LIND", "may", "maya.lind@example.com", "lind@"]
)
def test_by_words_of_name_and_address(found, make_ticket, customer, stranger, text):
    hers = make_ticket()
    make_ticket(requester=stranger)
    assert found(text) == {hers.pk}
    assert not found("Maya Stranger")


def test_by_another_address_and_by_what_she_is_called_now(found, ticket, customer):
    add_address(customer, email="m@work.example")
    assert found("M@work.example") == {ticket.pk}
    customer.display_name = "Mia Linde"
    customer.save()
    assert found("mia linde") == {ticket.pk}
    delete_account(customer)
    for text in ("linde", "maya.lind@example.com", "former", "deleted invalid"):
        assert not found(text)


def test_words_find_what_is_written_as_well(found, make_ticket, stranger):
    hers, of_her = make_ticket(), make_ticket("Lind is rude", requester=stranger)
    assert found("lind") == {hers.pk, of_her.pk}


def test_nobody_else_finds_by_names_and_addresses(
    sign_in, ticket, customer, colleague, stranger
):
    add_cc(ticket, person=stranger, can_reply=False, by=customer)
    for person in (customer, colleague, stranger):
        client = sign_in(person)
        for text in ("lind", customer.email):
            for whose in ("mine", "copied", "organization"):
                page = client.get("/tickets/", {"q": text, "whose": whose})
                assert not page.context["page"].rows
            assert not client.get("/search/", {"q": text}).context["results"]
            assert not Program(person).get("/tickets", q=text).json()["items"]


@pytest.mark.django_db
def test_what_means_something_to_a_database_is_a_word_like_others(customer):
    for text in ('"', "*", "a AND (", "'; --", "NEAR(x", "maya & !lind", "\x00"):
        assert len(people_found(text)) < 2
