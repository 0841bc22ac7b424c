import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.actions import history
from tickets.actions import (
    add_cc,
    add_note,
    assign,
    link_tickets,
    move_to_team,
    reply_to_ticket,
    set_tags,
    solve_ticket,
)
from tickets.timeline import MESSAGES_AT_ONCE, number_before, timeline


@pytest.fixture
def story(ticket, agent, customer, stranger, team):
    assign(ticket, to=agent, by=agent)
    move_to_team(ticket, team=team, by=agent)
    set_tags(ticket, names=["fire"], by=agent)
    add_cc(ticket, person=stranger, can_reply=True, by=customer)
    reply_to_ticket(ticket, by=agent, body="Use water.", then="pending")
    add_note(ticket, by=agent, body="Toaster.")
    solve_ticket(ticket, by=customer)
    reply_to_ticket(ticket, by=customer, body="It burns again.")
    return ticket


def lines(shown):
    return [entry.text or entry.message.body for entry in shown.entries]


def test_staff_read_everything_in_order(story, agent):
    assert lines(timeline(story, agent=agent)) == [
        "It burns since this morning.",
        "Ada Agent assigned the ticket to Ada Agent",
        "Ada Agent moved the ticket from no team to First line",
        "Ada Agent changed the tags: +fire",
        "Maya Lind added Sam Stranger",
        "Use water.",
        "Ada Agent changed the status from New to Pending",
        "Toaster.",
        "Maya Lind solved the ticket",
        "It burns again.",
        "Maya Lind reopened the ticket",
    ]


def test_what_happened_in_one_moment_is_told_in_its_order(ticket, agent):
    with history(timezone.now()):
        reply_to_ticket(ticket, by=agent, body="Use water.")
        reply_to_ticket(ticket, by=agent, body="More.", then="pending")
    assert lines(timeline(ticket, agent=agent))[-2:] == [
        "Ada Agent changed the status from New to Open",
        "Ada Agent changed the status from Open to Pending",
    ]


def test_customers_read_replies_and_what_concerns_them(story):
    assert lines(timeline(story, agent=None)) == [
        "It burns since this morning.",
        "Maya Lind added Sam Stranger",
        "Use water.",
        "Ada Agent changed the status from New to Pending",
        "Maya Lind solved the ticket",
        "It burns again.",
        "Maya Lind reopened the ticket",
    ]


def test_nobody_is_named_as_system(ticket, agent, events):
    assign(ticket, to=agent, by=None)
    assign(ticket, to=None, by=None)
    assert lines(timeline(ticket, agent=agent))[1:] == [
        "The system assigned the ticket to Ada Agent",
        "The system took the ticket from Ada Agent",
    ]


def test_a_long_thread_is_read_in_parts(ticket, customer):
    for number in range(2, MESSAGES_AT_ONCE + 4):
        reply_to_ticket(ticket, by=customer, body=f"Message {number}")
    last = timeline(ticket, agent=None)
    assert len(last.entries) == MESSAGES_AT_ONCE
    assert last.earlier == 4
    first = timeline(ticket, agent=None, before=last.earlier)
    assert [entry.message.number for entry in first.entries] == [1, 2, 3]
    assert first.earlier is None


@pytest.mark.usefixtures("remembering_nothing")
def test_its_queries_do_not_grow_with_it(ticket, story, agent, customer):
    with CaptureQueriesContext(connection) as few:
        timeline(story, agent=agent)
    for number in range(20):
        reply_to_ticket(story, by=customer, body=f"Message {number}")
        assign(story, to=None if number % 2 else agent, by=agent)
    with CaptureQueriesContext(connection) as many:
        timeline(story, agent=agent)
    assert len(many) == len(few)


@pytest.mark.parametrize("text", ["", "x", "-1", "²", "٣", "9" * 5000])
def test_an_address_that_names_no_message_shows_the_end(text):
    assert number_before({"before": text}) is None


def test_an_address_names_the_message_to_look_before():
    assert number_before({"before": "51"}) == 51
    assert number_before({}) is None


def test_no_line_names_a_ticket_that_its_reader_does_not_see(
    ticket, make_ticket, agent, admin, private_team
):
    hidden, other = make_ticket("Break-in"), make_ticket("Smoke")
    for each in (hidden, other):
        link_tickets(ticket, each, kind="related", by=admin)
    move_to_team(hidden, team=private_team, by=admin)
    seen = " ".join(lines(timeline(ticket, agent=agent)))
    assert f"#{other.pk}" in seen
    assert f"#{hidden.pk}" not in seen
    assert f"#{hidden.pk}" in " ".join(lines(timeline(ticket, agent=admin)))
