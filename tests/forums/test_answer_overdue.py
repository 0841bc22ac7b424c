"""Questions that nobody answered in time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activity.models import Event
from forums.actions import add_post, move_topic
from forums.actions.overdue import mark_overdue
from forums.models import Topic
from notifications.models import Notification, OutgoingEmail
from tickets.models import Ticket


@pytest.fixture
def clocked(make_forum):
    return make_forum("Devices", answer_hours=4)


@pytest.fixture
def late(make_topic, clocked):
    topic = make_topic("No key", forum=clocked)
    Topic.objects.update(answer_due_at=timezone.now() - timedelta(minutes=1))
    return topic


def test_the_clock_runs_until_somebody_else_answers(
    make_topic, clocked, forum, customer, helper, agent
):
    topic = make_topic(forum=forum)
    assert topic.answer_due_at is None
    move_topic(topic, by=agent, forum=clocked)
    assert topic.answer_due_at
    add_post(topic, by=customer, body="Nobody?")
    assert topic.answer_due_at
    add_post(topic, by=helper, body="Me.")
    assert topic.answer_due_at is None


def test_the_helper_with_the_least_to_do_is_asked_once(
    late, clocked, make_topic, make_person, helper, customer
):
    idle = make_person("Ida Idle", is_helper=True)
    clocked.helpers.set([helper, idle])
    busy = make_topic("Another", forum=clocked)
    Topic.objects.filter(pk=busy.pk).update(helper=helper, overdue_at=timezone.now())
    assert (mark_overdue(), mark_overdue()) == (1, 0)
    late.refresh_from_db()
    assert late.helper == idle
    assert late.overdue_at
    told = Notification.objects.values_list("person", "reason")
    assert set(told) == {(idle.pk, "helper"), (customer.pk, "author")}
    mails = OutgoingEmail.objects.filter(event__verb="answer.overdue")
    assert mails.count() == 2


def test_who_helps_no_more_is_not_asked(late, clocked, helper, agent):
    clocked.helpers.add(helper)
    helper.is_helper = False
    helper.save()
    mark_overdue()
    late.refresh_from_db()
    assert late.helper.is_agent


def test_without_helpers_an_agent_is_asked(late):
    mark_overdue()
    late.refresh_from_db()
    assert late.helper.is_agent


def test_the_asker_goes_on_in_private_by_one_click(
    late, customer, agent, stranger, sign_in
):
    url, browser = late.get_absolute_url(), sign_in(customer)
    assert "Make it a private ticket" not in browser.get(url).content.decode()
    mark_overdue()
    assert "Make it a private ticket" in browser.get(url).content.decode()
    assert "private ticket" not in sign_in(stranger).get(url).content.decode()
    answer = browser.post(f"{url}posts/1/make-ticket/")
    ticket = Ticket.objects.get()
    assert answer.url == ticket.get_absolute_url()
    browser.post(f"{url}posts/1/make-ticket/")
    assert Ticket.objects.get().requester == customer
    assert f"Ticket #{ticket.pk}" in browser.get(url).content.decode()
    assert Event.objects.filter(verb="topic.ticket_linked").count() == 1
