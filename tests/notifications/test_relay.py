from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.db.models.functions import Now

from notifications.management.commands import relay
from notifications.models import OutgoingEmail
from tests.notifications.team_events import hear


@pytest.fixture
def run_relay(monkeypatch):
    """`run_relay(rounds=1)`: the command, told to end after so many rounds."""

    class Counted:
        def __init__(self):
            self.left = 0
            self.is_ended = False

        def set(self):
            self.is_ended = True

        def is_set(self):
            return self.is_ended

        def wait(self, seconds):
            self.left -= 1
            self.is_ended = self.is_ended or self.left <= 0

    flag = Counted()
    monkeypatch.setattr(relay, "Flag", lambda: flag)
    monkeypatch.setattr(relay.signal, "signal", lambda *_: None)

    def run(rounds=1, **options):
        flag.left, flag.is_ended = rounds, False
        call_command("relay", **options)
        return flag

    return run


def age(seconds):
    then = Now() - timedelta(seconds=seconds)
    OutgoingEmail.objects.update(next_at=then)


def test_relay_sends_what_no_worker_sent_in_time(agent, happen, sink, run_relay):
    happen(to=hear(agent))
    age(21)
    run_relay()

    assert len(sink.received) == 1


def test_relay_leaves_young_mail_to_the_workers(agent, happen, sink, run_relay):
    happen(to=hear(agent))
    age(10)
    run_relay()

    assert not sink.received


def test_relay_takes_over_what_a_dead_worker_held(
    agent, happen, mails, sink, run_relay
):
    happen(to=hear(agent))
    OutgoingEmail.objects.update(
        state="leased", lease_until=Now() - timedelta(seconds=1)
    )
    run_relay()

    assert len(sink.received) == 1


def test_relay_outlives_a_database_that_is_away(
    agent, happen, sink, run_relay, monkeypatch
):
    happen(to=hear(agent))
    age(21)
    sweep, tries = relay.Command._sweep, []

    def away_at_first(command):
        tries.append(command)
        if len(tries) == 1:
            raise OperationalError("server closed the connection")
        sweep(command)

    monkeypatch.setattr(relay.Command, "_sweep", away_at_first)
    monkeypatch.setattr(relay.connection, "close", lambda: None)
    run_relay(rounds=2)

    assert len(sink.received) == 1


def test_relay_ends_between_two_mails(agent, lead, happen, sink, run_relay, mails):
    happen(to=hear(agent, lead))
    age(21)

    def told_to_end(*args, **options):
        relay_flag.set()
        return delivered(*args, **options)

    delivered = relay.deliver_mails
    relay_flag = relay.Flag()
    relay_flag.left = 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(relay, "deliver_mails", told_to_end)
        run_relay()

    assert not sink.received


def test_relay_writes_the_daily_mail(agent, happen, run_relay, mails, sink):
    agent.preferences.create(reason="follower", mail="daily")
    happen(to=hear(agent, reason="follower"))
    agent.notifications.update(created_at=agent.joined_at - timedelta(days=2))
    run_relay()

    assert [mail.reason for mail in mails()] == ["digest"]
