from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.actions import watch
from tickets.actions import (
    assign,
    close_ticket,
    mark_open,
    mark_pending,
    mark_spam,
    put_on_hold,
    reopen_ticket,
    solve_ticket,
)
from tickets.models import Ticket


def test_solving_says_when_and_tells_the_requester(ticket, agent, told, events):
    assert solve_ticket(ticket, by=agent)
    ticket.refresh_from_db()
    assert ticket.status == "solved"
    assert ticket.solved_at is not None
    assert not Ticket.objects.open().exists()
    assert told(ticket) == [("Maya Lind", "requester", "mail")]
    assert events(ticket)[-1] == "ticket.solved"


def test_solving_twice_changes_nothing(ticket, agent, events):
    solve_ticket(ticket, by=agent)
    assert not solve_ticket(ticket, by=agent)
    assert events(ticket) == ["ticket.opened", "ticket.solved"]


def test_reopening_tells_the_assignee_and_followers(
    ticket, agent, lead, customer, told
):
    assign(ticket, to=agent, by=agent)
    watch(ticket, person=lead)
    solve_ticket(ticket, by=agent)
    assert reopen_ticket(ticket, by=customer)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.solved_at) == ("open", None)
    assert told(ticket) == [
        ("Ada Agent", "assignee", "mail+bell"),
        ("Lea Lead", "follower", "mail"),
    ]


def test_what_is_not_solved_is_not_reopened(ticket, customer):
    assert not reopen_ticket(ticket, by=customer)


def test_what_was_closed_too_long_ago_is_not_reopened(ticket, agent):
    solve_ticket(ticket, by=agent)
    close_ticket(ticket, by=agent)
    Ticket.objects.update(closed_at=timezone.now() - timedelta(days=15))
    assert not reopen_ticket(ticket, by=agent)
    Ticket.objects.update(closed_at=timezone.now() - timedelta(days=13))
    assert reopen_ticket(ticket, by=agent)


@pytest.mark.parametrize(
    ("verb", "status"),
    [(mark_open, "open"), (mark_pending, "pending"), (put_on_hold, "on_hold")],
)
def test_waiting_is_one_silent_event(ticket, agent, verb, status, events, told):
    assert verb(ticket, by=agent)
    assert not verb(ticket, by=agent)
    assert ticket.status == status
    assert events(ticket) == ["ticket.opened", "ticket.status_changed"]
    assert told(ticket) == []


def test_solved_tickets_and_spam_wait_for_nobody(ticket, make_ticket, agent):
    solve_ticket(ticket, by=agent)
    spam = make_ticket("Pills")
    mark_spam(spam, by=agent)
    assert not mark_pending(ticket, by=agent)
    assert not mark_pending(spam, by=agent)
    assert not solve_ticket(spam, by=agent)


def test_only_the_solved_is_closed(ticket, agent):
    assert not close_ticket(ticket, by=agent)
    solve_ticket(ticket, by=agent)
    solved_at = ticket.solved_at
    assert close_ticket(ticket, by=None)
    assert (ticket.status, ticket.solved_at) == ("closed", solved_at)


def test_an_action_reads_the_row_anew(ticket, agent):
    stale = Ticket.objects.get(pk=ticket.pk)
    solve_ticket(ticket, by=agent)
    assert not solve_ticket(stale, by=agent)
    assert stale.status == "solved"
