from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.actions import mark_all_read
from notifications.delivery import deliver_mails
from notifications.digests import last_morning, write_digests
from notifications.models import Notification, OutgoingEmail
from tests.notifications.team_events import TeamChanged, hear


@pytest.fixture
def follower(agent):
    agent.preferences.create(reason="follower", mail="daily")
    return agent


@pytest.fixture
def yesterday(happen):
    """`yesterday(follower, word="b")`: something happened the day before."""

    def make(person, target=None, **data):
        happen(TeamChanged, to=hear(person, reason="follower"), target=target, **data)
        Notification.objects.update(created_at=timezone.now() - timedelta(days=1))

    return make


def send_all():
    deliver_mails(OutgoingEmail.objects.order_by("pk").values_list("pk", flat=True))


def test_a_days_news_are_one_mail(follower, team, private_team, yesterday, sink):
    follower.is_admin = True
    follower.save()
    yesterday(follower, word="one")
    yesterday(follower, word="two")
    yesterday(follower, word="three", target=private_team)

    assert write_digests() == 1
    send_all()
    [received] = sink.received
    text = received.part("plain")
    assert "News on 2 things" in received.message["Subject"]
    assert "Somebody changed First line: one" in text
    assert text.splitlines().count("First line") == 1
    assert "Security: three" in text
    assert f"https://help.example.com/teams/{team.pk}/" in text


def test_news_of_today_wait_for_the_next_morning(follower, happen):
    happen(to=hear(follower, reason="follower"))

    assert write_digests() == 0


def test_what_was_mailed_is_not_mailed_again(follower, yesterday, sink):
    yesterday(follower)
    write_digests()
    send_all()

    assert write_digests() == 0
    send_all()
    assert len(sink.received) == 1


def test_what_was_read_is_left_out(follower, yesterday, sink):
    yesterday(follower)
    mark_all_read(by=follower)

    assert write_digests() == 0


def test_what_is_read_or_hidden_before_the_mail_leaves_is_not_in_it(
    follower, yesterday, sink
):
    yesterday(follower)
    write_digests()
    follower.is_agent = False
    follower.save()
    send_all()

    assert not sink.received
    assert OutgoingEmail.objects.get().state == "suppressed"


def test_mail_that_could_not_leave_takes_in_the_next_days_news(
    follower, yesterday, sink
):
    yesterday(follower, word="monday")
    write_digests()
    yesterday(follower, word="tuesday")
    write_digests()
    send_all()

    [received] = sink.received
    assert "monday" in received.part("plain")
    assert "tuesday" in received.part("plain")


def test_daily_mail_can_be_stopped(follower, yesterday, client, mails):
    yesterday(follower)
    write_digests()
    link = mails()[-1].headers["List-Unsubscribe"].strip("<>")
    assert "Your daily summary" in client.get(link).content.decode()
    client.post(link)

    assert follower.preferences.get(reason="follower").mail == "none"
    assert mails()[-1].state == "suppressed"
    yesterday(follower)
    assert write_digests() == 0


def test_morning_is_where_the_person_is(customer):
    customer.time_zone = "Asia/Tokyo"
    noon = timezone.datetime(2026, 5, 1, 12, tzinfo=timezone.get_fixed_timezone(0))

    assert last_morning(customer, noon).isoformat() == "2026-05-01T07:00:00+09:00"
    early = noon.replace(hour=21)
    assert last_morning(customer, early).isoformat() == "2026-05-01T07:00:00+09:00"
    assert last_morning(customer, early.replace(hour=22)).day == 2


def test_the_week_begins_on_monday_where_the_person_is(customer):
    customer.time_zone = "Asia/Tokyo"
    friday = timezone.datetime(2026, 5, 1, 12, tzinfo=timezone.get_fixed_timezone(0))
    monday = friday.replace(day=3, hour=22)

    assert last_morning(customer, friday, "weekly").day == 27
    assert last_morning(customer, monday.replace(hour=21), "weekly").day == 27
    assert last_morning(customer, monday, "weekly").isoformat() == (
        "2026-05-04T07:00:00+09:00"
    )
