from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from notifications.models import OutgoingEmail
from tickets.actions import mark_spam, request_links, solve_ticket
from tickets.models import AccessLink, Ticket

FIND = "/tickets/find/"


@pytest.fixture
def visitor(db) -> Client:
    return Client()


@pytest.fixture
def hers(make_ticket, guest) -> Ticket:
    return make_ticket(requester=guest, by=None)


def events_of(events, *tickets):
    verbs = [events(ticket) for ticket in tickets]
    return [each.count("ticket.link_requested") for each in verbs]


def test_a_guest_is_mailed_links_to_her_tickets(visitor, hers, guest, events):
    before = OutgoingEmail.objects.count()
    assert visitor.post(FIND, {"email": guest.email.upper()}).url == f"{FIND}?sent=1"
    assert events_of(events, hers) == [1]
    mail = OutgoingEmail.objects.latest("pk")
    assert OutgoingEmail.objects.count() == before + 1
    assert mail.recipient == guest
    assert "It burns" not in mail.text + mail.subject
    # the secret is minted when the mail leaves
    assert not AccessLink.objects.exists()


def test_the_answer_is_the_same_for_every_address(visitor, hers, guest):
    def answer(email):
        sent = visitor.post(FIND, {"email": email}, follow=True)
        return sent.status_code, sent.redirect_chain, sent.content

    known = answer(guest.email)
    assert known == answer("nobody@example.org")
    assert [known] * 5 == [answer(guest.email) for _ in range(5)]


def test_one_address_is_mailed_three_times_an_hour(visitor, hers, guest, events):
    for _ in range(5):
        visitor.post(FIND, {"email": guest.email})
    assert events_of(events, hers) == [3]


def test_one_network_asks_thirty_times_an_hour(visitor, hers, guest, events):
    for number in range(30):
        visitor.post(FIND, {"email": f"n{number}@example.org"})
    visitor.post(FIND, {"email": guest.email})
    assert events_of(events, hers) == [0]


def test_only_open_and_recent_ones_that_she_sees(
    make_ticket, guest, stranger, agent, events
):
    old, spam, recent, theirs = (
        make_ticket(requester=who, by=None) for who in (guest, guest, guest, stranger)
    )
    solve_ticket(old, by=agent)
    long_ago = timezone.now() - timedelta(days=100)
    Ticket.objects.filter(pk=old.pk).update(last_reply_at=long_ago)
    mark_spam(spam, by=agent)
    solve_ticket(recent, by=agent)
    assert request_links(guest.email) == 1
    assert events_of(events, old, spam, recent, theirs) == [0, 0, 1, 0]


def test_five_are_enough(make_ticket, guest):
    for number in range(7):
        make_ticket(f"Ticket {number}", requester=guest, by=None)
    assert request_links(guest.email) == 5


@pytest.mark.parametrize("email", ["", "nobody", "a" * 250 + "@example.org"])
def test_a_wrong_address_comes_back(visitor, email):
    answer = visitor.post(FIND, {"email": email})
    assert answer.status_code == 422


def test_the_way_is_shown_where_links_are_missed(visitor):
    assert FIND.encode() in visitor.get("/tickets/new/").content
    assert FIND.encode() in visitor.get("/tickets/access/unknown/").content
