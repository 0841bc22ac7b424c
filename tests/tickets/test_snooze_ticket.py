"""A snoozed ticket is out of the way until its time, or until the customer writes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tickets.actions import (
    assign,
    mark_pending,
    reply_to_ticket,
    snooze_ticket,
    solve_ticket,
    wake_ticket,
)
from tickets.forms.snoozing import SnoozeForm
from tickets.models import Ticket
from tickets.tasks import wake_tickets


def later(**lasts: int):
    return timezone.now() + timedelta(**lasts or {"days": 1})


def oversleep(ticket: Ticket) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Ticket.objects.filter(pk=ticket.pk).update(snoozed_until=past)
    ticket.refresh_from_db()


def numbers(client, view: str) -> list[int]:
    page = client.get(f"/desk/tickets/?view={view}").context["page"]
    return [row.pk for row in page.rows]


def test_snoozed_twice_is_one_event(ticket, agent, events):
    until = later()
    assert snooze_ticket(ticket, until=until, by=agent)
    assert not snooze_ticket(ticket, until=until, by=agent)
    assert ticket.is_snoozed
    assert events(ticket) == ["ticket.opened", "ticket.snoozed"]


def test_what_is_solved_or_past_is_not_snoozed(ticket, agent):
    assert not snooze_ticket(ticket, until=timezone.now(), by=agent)
    solve_ticket(ticket, by=agent)
    assert not snooze_ticket(ticket, until=later(), by=agent)


@pytest.mark.parametrize("view", ["mine", "unsolved", "pending"])
def test_it_leaves_the_views_until_then_for_no_query_more(sign_in, ticket, agent, view):
    assign(ticket, to=agent, by=agent)
    mark_pending(ticket, by=agent)
    desk = sign_in(agent)
    assert numbers(desk, view) == [ticket.pk]
    with CaptureQueriesContext(connection) as before:
        numbers(desk, view)
    snooze_ticket(ticket, until=later(), by=agent)
    with CaptureQueriesContext(connection) as after:
        assert numbers(desk, view) == []
    assert len(after) <= len(before)
    assert numbers(desk, "snoozed") == [ticket.pk]
    oversleep(ticket)
    assert numbers(desk, view) == [ticket.pk]
    assert numbers(desk, "snoozed") == []


def test_the_clock_wakes_what_is_due_once(make_ticket, agent, events, told):
    due, early = make_ticket("Due"), make_ticket("Early")
    assign(due, to=agent, by=agent)
    for each in (due, early):
        snooze_ticket(each, until=later(), by=agent)
    oversleep(due)
    wake_tickets()
    wake_tickets()
    due.refresh_from_db()
    early.refresh_from_db()
    assert due.snoozed_until is None
    assert early.is_snoozed
    assert events(due)[-2:] == ["ticket.snoozed", "ticket.woken"]
    assert told(due) == [("Ada Agent", "assignee", "bell")]


def test_the_clock_does_not_wake_what_was_snoozed_again(ticket, agent):
    snooze_ticket(ticket, until=later(), by=agent)
    oversleep(ticket)
    stale = Ticket.objects.get(pk=ticket.pk)
    snooze_ticket(ticket, until=later(days=2), by=agent)
    assert not wake_ticket(stale, by=None)


def test_the_customers_words_wake_it_and_ours_do_not(ticket, agent, customer, events):
    snooze_ticket(ticket, until=later(), by=agent)
    reply_to_ticket(ticket, by=agent, body="We are waiting for a part")
    assert ticket.is_snoozed
    reply_to_ticket(ticket, by=customer, body="It burns again")
    ticket.refresh_from_db()
    assert ticket.snoozed_until is None
    assert events(ticket)[-1] == "ticket.customer_replied"


def test_solving_ends_it(ticket, agent):
    snooze_ticket(ticket, until=later(), by=agent)
    solve_ticket(ticket, by=agent)
    ticket.refresh_from_db()
    assert ticket.snoozed_until is None


def test_the_page_snoozes_and_wakes(sign_in, ticket, agent):
    page, desk = f"/desk/tickets/{ticket.pk}/", sign_in(agent)
    sent = desk.post(f"{page}snooze/", {"until": "soon"})
    ticket.refresh_from_db()
    assert sent.status_code == 302
    assert later(hours=3) < ticket.snoozed_until <= later(hours=4)
    text = desk.get(page).content.decode()
    assert "Snoozed until" in text
    assert "Ada Agent snoozed the ticket until" in text
    assert desk.post(f"{page}wake/").status_code == 302
    ticket.refresh_from_db()
    assert ticket.snoozed_until is None
    assert desk.post(f"{page}wake/").status_code == 302


@pytest.mark.parametrize(
    "given",
    [
        {"until": "never"},
        {"until": "date"},
        {"until": "date", "day": "2001-02-03"},
        {"until": "date", "day": "9999-12-31"},
        {"until": "date", "hour": "15:00"},
    ],
)
def test_what_is_no_time_to_come_is_refused(sign_in, ticket, agent, given):
    page = f"/desk/tickets/{ticket.pk}/snooze/"
    assert sign_in(agent).post(page, given).status_code == 422
    ticket.refresh_from_db()
    assert ticket.snoozed_until is None


@pytest.mark.parametrize("until", ["tomorrow", "monday", "date"])
def test_mornings_are_hers(ticket, until):
    with timezone.override("Asia/Tokyo"):
        day = timezone.localdate() + timedelta(days=10)
        form = SnoozeForm({"until": until, "day": day}, ticket=ticket)
        assert form.is_valid()
        moment = timezone.localtime(form.cleaned_data["until"])
    assert (moment.hour, moment.minute) == (9, 0)
    assert moment > timezone.now()
    assert until != "monday" or moment.weekday() == 0
    assert until != "date" or moment.date() == day


def test_an_hour_of_today_is_one_to_come(ticket):
    with timezone.override("Asia/Tokyo"):
        hour = timezone.localtime() + timedelta(hours=1)
        given = {"until": "date", "day": hour.date(), "hour": f"{hour:%H:%M}"}
        form = SnoozeForm(given, ticket=ticket)
        assert form.is_valid()
    assert form.cleaned_data["until"] == hour.replace(second=0, microsecond=0)
