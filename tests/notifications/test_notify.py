import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from activity.actions import record
from notifications.actions import set_preferences
from notifications.models import Notification, OutgoingEmail
from tests.notifications.team_events import (
    TeamChanged,
    TeamCounted,
    TeamEvent,
    TeamNoted,
    hear,
)


def test_hearer_gets_a_line_in_the_bell_and_a_mail(agent, happen, mails):
    event = happen(to=hear(agent))

    [mail] = mails()
    assert (mail.event, mail.recipient, mail.reason) == (event, agent, "assignee")
    assert mail.to_address == agent.email
    assert mail.state == "pending"
    notification = agent.notifications.get()
    assert (notification.event, notification.reason) == (event, "assignee")
    assert not notification.awaits_digest


def test_actor_is_not_told_of_her_own_act(agent, happen, mails):
    happen(to=hear(agent), by=agent)

    assert not mails()
    assert not Notification.objects.exists()


def test_somebody_named_twice_hears_once_for_the_first_reason(agent, happen, mails):
    happen(to=[*hear(agent, reason="assignee"), *hear(agent, reason="follower")])

    assert [mail.reason for mail in mails()] == ["assignee"]


def test_nobody_hears_of_what_she_may_not_see(agent, customer, happen, mails):
    happen(to=hear(customer, agent, reason="author"))

    assert [mail.recipient for mail in mails()] == [agent]
    assert not customer.notifications.exists()


def test_private_event_is_told_to_staff_only(
    agent, customer, happen, mails, monkeypatch
):
    monkeypatch.setattr("accounts.querysets.TeamQuerySet.visible_to", lambda q, _: q)
    happen(TeamNoted, to=hear(customer, agent, reason="author"))

    assert [mail.recipient for mail in mails(is_private=True)] == [agent]
    assert not customer.notifications.exists()


@pytest.mark.parametrize("field", ["is_active", "deleted_at"])
def test_who_is_gone_hears_nothing(field, agent, happen, mails):
    gone = {"is_active": False, "deleted_at": agent.joined_at}
    setattr(agent, field, gone[field])
    happen(to=hear(agent))

    assert not mails()


@pytest.mark.parametrize(
    ("kind", "reason", "mail", "daily"),
    [
        ("customer", "requester", True, False),
        ("customer", "author", True, False),
        ("customer", "follower", False, True),
        ("agent", "assignee", True, False),
        ("agent", "mentioned", True, False),
        ("agent", "team", False, False),
        ("agent", "follower", False, False),
    ],
)
def test_defaults_of_customers_and_agents(
    kind, reason, mail, daily, request, happen, mails, monkeypatch
):
    monkeypatch.setattr("accounts.querysets.TeamQuerySet.visible_to", lambda q, _: q)
    person = request.getfixturevalue(kind)
    happen(to=hear(person, reason=reason))

    assert bool(mails()) is mail
    assert (person.notifications.get().awaits_digest == "daily") is daily


def test_own_choice_beats_the_default(agent, happen, mails):
    set_preferences(agent, {"assignee": {"mail": "none", "bell": False}})
    set_preferences(agent, {"team": {"mail": "instant", "bell": False}})
    happen(to=hear(agent, reason="assignee"))
    happen(to=hear(agent, reason="team"))

    assert [mail.reason for mail in mails()] == ["team"]
    assert not agent.notifications.exists()


def test_event_type_may_leave_out_mail_or_bell(agent, lead, happen, mails):
    happen(to=[*hear(agent, mail=False), *hear(lead, bell=False)])

    assert [mail.recipient for mail in mails()] == [lead]
    assert [row.person for row in Notification.objects.all()] == [agent]


def test_event_without_a_mail_folder_rings_the_bell_only(agent, happen, mails):
    happen(TeamCounted, to=hear(agent))

    assert not mails()
    assert agent.notifications.get().in_bell


def test_nothing_stands_when_the_action_fails(agent, team):
    TeamEvent.told = hear(agent)

    def act():
        with transaction.atomic():
            record(TeamChanged, team, by=None, data={"word": "w"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()

    assert not OutgoingEmail.objects.exists()


def test_worker_is_told_after_the_commit(
    agent, happen, mails, bell_rung, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        happen(to=hear(agent))
        assert not bell_rung

    assert bell_rung == [[mail.pk for mail in mails()]]


def test_twenty_hearers_cost_as_many_queries_as_two(make_person, happen, team):
    people = [make_person(f"Agent {n}", is_agent=True) for n in range(20)]

    def queries(count):
        happen(to=hear(*people[:2]))  # content types are cached
        with CaptureQueriesContext(
            connection,
        ) as captured:
            happen(to=hear(*people[:count]))
        return len(captured)

    assert queries(20) == queries(2)
