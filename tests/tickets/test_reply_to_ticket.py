from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from notifications.actions import watch
from notifications.models import OutgoingEmail
from tickets.actions import (
    add_cc,
    assign,
    close_ticket,
    mark_pending,
    put_on_hold,
    reply_to_ticket,
    solve_ticket,
)
from tickets.models import Ticket

LONG_AGO = timedelta(days=15)


@pytest.fixture
def closed(ticket, agent) -> Ticket:
    solve_ticket(ticket, by=agent)
    close_ticket(ticket, by=None)
    return ticket


@pytest.fixture
def closed_long_ago(closed) -> Ticket:
    Ticket.objects.filter(pk=closed.pk).update(closed_at=timezone.now() - LONG_AGO)
    closed.refresh_from_db()
    return closed


def test_messages_are_numbered_without_gaps(ticket, agent, customer):
    reply_to_ticket(ticket, by=agent, body="Use water.")
    reply_to_ticket(ticket, by=customer, body="I did.")
    assert list(
        ticket.messages.order_by("number").values_list("number", flat=True)
    ) == [
        1,
        2,
        3,
    ]
    assert ticket.message_count == 3


def test_an_agents_answer_opens_a_new_ticket(ticket, agent, events):
    reply_to_ticket(ticket, by=agent, body="Use water.")
    assert ticket.status == "open"
    assert events(ticket) == ["ticket.opened", "ticket.agent_replied"]


@pytest.mark.parametrize("then", ["open", "pending", "on_hold", "solved"])
def test_an_agent_chooses_the_status_with_her_answer(ticket, agent, then, events):
    reply_to_ticket(ticket, by=agent, body="Use water.", then=then)
    ticket.refresh_from_db()
    assert ticket.status == then
    assert (ticket.solved_at is not None) == (then == "solved")
    assert events(ticket) == ["ticket.opened", "ticket.agent_replied"]


def test_an_agents_answer_leaves_other_statuses_alone(ticket, agent):
    put_on_hold(ticket, by=agent)
    reply_to_ticket(ticket, by=agent, body="Still waiting.")
    assert ticket.status == "on_hold"


@pytest.mark.parametrize("verb", [mark_pending, put_on_hold, solve_ticket])
def test_a_customers_reply_opens_what_waited(ticket, agent, customer, verb):
    verb(ticket, by=agent)
    reply_to_ticket(ticket, by=customer, body="It burns again.")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.solved_at) == ("open", None)


def test_a_customers_second_message_leaves_a_new_ticket_new(ticket, customer):
    reply_to_ticket(ticket, by=customer, body="Hurry.")
    assert ticket.status == "new"


def test_a_copys_reply_opens_it_too(ticket, agent, customer, stranger):
    add_cc(ticket, person=stranger, can_reply=True, by=customer)
    mark_pending(ticket, by=agent)
    reply_to_ticket(ticket, by=stranger, body="I saw it.")
    assert ticket.status == "open"


def test_a_late_reply_opens_a_closed_ticket(closed, customer):
    message = reply_to_ticket(closed, by=customer, body="Again.")
    assert message.ticket == closed
    assert (closed.status, closed.closed_at) == ("open", None)


def test_a_reply_after_the_teams_days_opens_a_follow_up(
    closed_long_ago, customer, stranger, agent, events
):
    closed = closed_long_ago
    Ticket.objects.filter(pk=closed.pk).update(assignee=agent)
    closed.ccs.create(person=stranger, can_reply=True)
    follow_up = reply_to_ticket(closed, by=customer, body="Again.").ticket
    assert follow_up.follow_up_of == closed
    assert (follow_up.status, follow_up.assignee) == ("new", agent)
    assert [cc.person for cc in follow_up.ccs.all()] == [stranger]
    closed.refresh_from_db()
    assert (closed.status, closed.message_count) == ("closed", 1)
    assert events(follow_up) == ["ticket.follow_up_opened"]


def test_the_team_says_how_long_a_closed_ticket_reopens(
    make_ticket, team, agent, customer
):
    team.reopen_days = 30
    team.save()
    ticket = make_ticket(team=team)
    solve_ticket(ticket, by=agent)
    close_ticket(ticket, by=None)
    Ticket.objects.update(closed_at=timezone.now() - LONG_AGO)
    assert reply_to_ticket(ticket, by=customer, body="Again.").ticket == ticket


def test_the_same_reply_sent_twice_is_one(ticket, agent, events):
    key = uuid4()
    first = reply_to_ticket(ticket, by=agent, body="Water.", client_key=key)
    again = reply_to_ticket(
        ticket, by=agent, body="Water!", client_key=key, then="solved"
    )
    assert again == first
    assert (ticket.status, ticket.message_count) == ("open", 2)
    assert events(ticket) == ["ticket.opened", "ticket.agent_replied"]


def test_the_same_late_reply_sent_twice_is_one_follow_up(closed_long_ago, customer):
    key = uuid4()
    first = reply_to_ticket(closed_long_ago, by=customer, body="A", client_key=key)
    again = reply_to_ticket(closed_long_ago, by=customer, body="A", client_key=key)
    assert again == first
    assert Ticket.objects.count() == 2


def test_an_agent_on_her_own_ticket_speaks_as_a_customer(make_ticket, agent, events):
    ticket = make_ticket(requester=agent)
    reply_to_ticket(ticket, by=agent, body="Anybody?")
    assert ticket.status == "new"
    assert events(ticket)[-1] == "ticket.customer_replied"


def test_requester_copies_and_following_agents_hear_an_answer(
    ticket, agent, lead, stranger, customer, told
):
    add_cc(ticket, person=stranger, can_reply=False, by=customer)
    watch(ticket, person=lead)
    reply_to_ticket(ticket, by=agent, body="Use water.")
    assert told(ticket) == [
        ("Maya Lind", "requester", "mail+bell"),
        ("Sam Stranger", "cc", "mail"),
        ("Lea Lead", "follower", "mail+bell"),
    ]


def test_the_assignee_hears_a_customers_reply(ticket, agent, customer, told):
    assign(ticket, to=agent, by=agent)
    reply_to_ticket(ticket, by=customer, body="Hurry.")
    assert ("Ada Agent", "assignee", "mail+bell") in told(ticket)


def test_the_team_hears_it_where_nobody_is_assigned(
    make_ticket, team, agent, customer, told
):
    ticket = make_ticket(team=team)
    reply_to_ticket(ticket, by=customer, body="Hurry.")
    assert ("Ada Agent", "team", "bell") in told(ticket)


def test_a_copys_words_are_not_mailed_to_an_unproven_address(
    ticket, customer, stranger, guest
):
    add_cc(ticket, person=guest, can_reply=False, by=customer)
    reply_to_ticket(ticket, by=customer, body="Cheap pills.")
    mail = OutgoingEmail.objects.get(recipient=guest)
    assert "pills" not in mail.subject + mail.text + mail.html


def test_an_answer_is_mailed_with_its_words(ticket, agent, customer):
    reply_to_ticket(ticket, by=agent, body="Use **water**.")
    mail = OutgoingEmail.objects.filter(recipient=customer).latest("pk")
    assert "Use water." in mail.text
    assert "<strong>water</strong>" in mail.html
    assert mail.subject == f"[#{ticket.pk}] Printer on fire"
    assert ticket.get_absolute_url() in mail.text
