from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.actions import follow
from notifications.delivery import deliver_mails
from notifications.digests import write_digests
from notifications.following import follower
from notifications.models import Notification, OutgoingEmail
from notifications.querysets import watchers


@pytest.fixture
def week_ago(agent, team, private_team, happen):
    """`week_ago(daily="b")`: what happened then to what she follows in these ways."""
    agent.is_admin = True
    agent.save()
    follow(team, person=agent, mail="weekly")
    follow(private_team, person=agent, mail="daily")
    followed = {"weekly": team, "daily": private_team}

    def make(**words):
        for mail, word in words.items():
            target = followed[mail]
            happen(to=map(follower, watchers(target)), target=target, word=word)
        ago = timezone.now() - timedelta(days=8)
        Notification.objects.update(created_at=ago)

    return make


def send_all():
    deliver_mails(OutgoingEmail.objects.order_by("pk").values_list("pk", flat=True))


def test_one_mail_where_the_day_and_the_week_fall_together(week_ago, sink):
    week_ago(weekly="lunch", daily="tea")

    assert write_digests() == 1
    send_all()
    [received] = sink.received
    text = received.part("plain")
    assert "Security: tea" in text
    assert "First line: lunch" in text
    assert "you chose to hear of this once a day or once a week" in text


def test_mail_that_could_not_leave_takes_in_the_weeks_news(week_ago, sink, mails):
    week_ago(daily="tea")
    write_digests()
    week_ago(weekly="lunch")
    write_digests()
    send_all()

    [received] = sink.received
    assert "tea" in received.part("plain")
    assert "lunch" in received.part("plain")
    assert mails()[-1].reason == "summary"


def test_stopping_the_weekly_mail_stops_that_alone(week_ago, agent, mails, client):
    week_ago(weekly="lunch")
    write_digests()
    link = mails()[-1].headers["List-Unsubscribe"].strip("<>")
    assert "Your weekly summary" in client.get(link).text
    client.post(link)

    assert mails()[-1].state == "suppressed"
    assert sorted(agent.watches.values_list("mail", flat=True)) == ["daily", "none"]
    week_ago(weekly="lunch", daily="tea")
    assert write_digests() == 1
    assert mails()[-1].reason == "digest"
