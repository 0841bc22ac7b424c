from datetime import timedelta

import pytest
from django.db.models.functions import Now

from notifications import delivery
from notifications.delivery import claim, deliver_mails
from notifications.models import OutgoingEmail
from tests.notifications.team_events import TeamNoted, hear


@pytest.fixture
def mail(agent, happen, mails):
    """One mail to the agent, waiting."""
    happen(to=hear(agent))
    return mails()[-1]


def change(mail, **values):
    OutgoingEmail.objects.filter(pk=mail.pk).update(**values)


def test_mail_is_sent_and_the_row_says_so(mail, sink):
    deliver_mails([mail.pk])

    [received] = sink.received
    assert received.recipient == mail.to_address
    assert received.sender == "support@help.example.com"
    assert received.message_id == mail.message_id
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("sent", 1)
    assert mail.sent_at
    assert mail.lease_token is None


def test_sent_mail_is_not_sent_again(mail, sink):
    deliver_mails([mail.pk])
    deliver_mails([mail.pk, mail.pk])

    assert len(sink.received) == 1


def test_claimed_mail_is_nobody_elses(mail):
    assert claim(mail.pk)
    assert claim(mail.pk) is None


def test_lease_that_ran_out_can_be_claimed(mail):
    claim(mail.pk)
    change(mail, lease_until=Now() - timedelta(seconds=1))

    assert claim(mail.pk)


def test_process_that_woke_too_late_does_not_send(mail, sink, monkeypatch):
    """It slept after its claim; another one claimed the mail since."""
    content_of = delivery.content_of

    def overtaken(row):
        change(mail, lease_until=Now() - timedelta(seconds=1))
        assert claim(mail.pk)
        return content_of(row)

    monkeypatch.setattr(delivery, "content_of", overtaken)
    deliver_mails([mail.pk])

    assert not sink.received
    mail.refresh_from_db()
    assert mail.state == "leased"


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "DOT"])
def test_temporary_refusal_is_tried_again_later(verb, mail, sink):
    sink.at(verb, "451 greylisted")
    deliver_mails([mail.pk])

    mail.refresh_from_db()
    assert mail.state == "pending"
    assert "451 greylisted" in mail.last_error
    assert 20 < (mail.next_at - mail.created_at).total_seconds() < 40
    assert claim(mail.pk) is None  # not yet
    change(mail, next_at=Now())
    deliver_mails([mail.pk])
    assert len(sink.received) == 1


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "DOT"])
def test_permanent_refusal_fails_the_mail(verb, mail, sink):
    sink.at(verb, "550 no such user")
    deliver_mails([mail.pk])

    mail.refresh_from_db()
    assert mail.state == "failed"
    assert "550 no such user" in mail.last_error
    assert not sink.received


def test_refusal_of_one_leaves_the_others_alone(agent, lead, happen, mails, sink):
    sink.at("RCPT", "550 gone", recipient=agent.email)
    happen(to=hear(agent, lead))
    deliver_mails([mail.pk for mail in mails()])

    assert [received.recipient for received in sink.received] == [lead.email]
    assert sink.verbs.count("EHLO") == 1  # one connection for both


def test_missing_login_is_no_fault_of_the_mail(mail, sink):
    sink.at("MAIL", "530 authentication required")
    deliver_mails([mail.pk])

    mail.refresh_from_db()
    assert mail.state == "pending"


@pytest.mark.parametrize("verb", ["EHLO", "MAIL", "RCPT", "DATA"])
def test_connection_lost_before_the_final_dot_is_tried_again(verb, mail, sink):
    sink.at(verb, "drop", times=2)  # smtplib greets a second time, with HELO
    deliver_mails([mail.pk])

    mail.refresh_from_db()
    assert mail.state == "pending"
    sink.scripts.clear()
    change(mail, next_at=Now())
    deliver_mails([mail.pk])
    assert len(sink.received) == 1


def test_lost_receipt_is_unknown_and_sent_again_under_the_same_id(mail, sink):
    sink.at("DOT", "drop")
    deliver_mails([mail.pk])
    mail.refresh_from_db()
    assert mail.state == "unknown"

    change(mail, next_at=Now())
    deliver_mails([mail.pk])
    assert [received.message_id for received in sink.received] == [mail.message_id] * 2


@pytest.mark.parametrize(("verb", "state"), [("RCPT", "pending"), ("DOT", "unknown")])
def test_silent_server_costs_the_patience_and_no_more(
    verb, state, mail, sink, monkeypatch
):
    monkeypatch.setattr("notifications.transport.PATIENCE", 0.3)
    sink.at(verb, "stall")
    deliver_mails([mail.pk])

    mail.refresh_from_db()
    assert mail.state == state


def test_unreachable_server_ends_the_batch(agent, lead, happen, mails, sink):
    sink.stop()
    happen(to=hear(agent, lead))
    deliver_mails([mail.pk for mail in mails()])

    assert [mail.attempts for mail in mails()] == [1, 0]


def test_tries_come_further_and_further_apart(mail, sink):
    waits = []
    for _ in range(7):
        sink.at("MAIL", "451 later")
        change(mail, next_at=Now(), created_at=Now())
        deliver_mails([mail.pk])
        mail.refresh_from_db()
        waits.append((mail.next_at - mail.created_at).total_seconds())

    expected = [30, 120, 600, 1800, 3600, 3600, 3600]
    assert all(
        0.7 * wait < got < 1.3 * wait for wait, got in zip(expected, waits, strict=True)
    )


def test_mail_is_given_up_after_five_days(mail, sink):
    sink.at("MAIL", "451 later")
    change(mail, created_at=Now() - timedelta(days=5, minutes=1))
    deliver_mails([mail.pk])

    mail.refresh_from_db()
    assert mail.state == "failed"


def test_recipient_who_lost_sight_of_it_gets_nothing(mail, agent, sink):
    agent.is_agent = False
    agent.save()
    deliver_mails([mail.pk])

    assert not sink.received
    mail.refresh_from_db()
    assert mail.state == "suppressed"


def test_private_mail_does_not_reach_a_former_agent(
    agent, happen, mails, sink, monkeypatch
):
    happen(TeamNoted, to=hear(agent))
    agent.is_agent = False
    agent.save()
    monkeypatch.setattr("accounts.querysets.TeamQuerySet.visible_to", lambda q, _: q)
    deliver_mails([mail.pk for mail in mails()])

    assert not sink.received


def test_closed_account_gets_nothing(mail, agent, sink):
    agent.is_active = False
    agent.save()
    deliver_mails([mail.pk])

    assert not sink.received


def test_deleted_thing_is_not_mailed_about(mail, team, sink):
    team.delete()
    deliver_mails([mail.pk])

    assert not sink.received
    mail.refresh_from_db()
    assert mail.state == "suppressed"


def test_later_mail_waits_for_the_earlier_one_of_its_thread(agent, happen, mails, sink):
    happen(to=hear(agent))
    happen(to=hear(agent))
    first, second = mails()
    deliver_mails([second.pk])
    assert not sink.received

    deliver_mails([first.pk])  # and what waited for it
    ids = [received.message_id for received in sink.received]
    assert ids == [first.message_id, second.message_id]


def test_later_mail_waits_ten_minutes_at_most(agent, happen, mails, sink):
    happen(to=hear(agent))
    happen(to=hear(agent))
    second = mails()[1]
    change(second, created_at=Now() - timedelta(minutes=11))
    deliver_mails([second.pk])

    assert len(sink.received) == 1


def test_other_threads_and_people_wait_for_nobody(
    agent, lead, private_team, happen, mails, sink
):
    happen(to=hear(agent))
    happen(to=hear(lead))
    happen(to=hear(agent), target=private_team)
    deliver_mails([mail.pk for mail in mails()[1:]])

    assert len(sink.received) == 2


def test_mail_that_cannot_be_written_is_kept(mail, sink, monkeypatch):
    def broken(mail):
        raise RuntimeError("no template")

    monkeypatch.setattr(delivery, "content_of", broken)
    deliver_mails([mail.pk])

    mail.refresh_from_db()
    assert mail.state == "pending"
    assert mail.last_error == "no template"


def test_due_mail_is_swept_by_its_age(mail):
    due = OutgoingEmail.objects.due
    assert due().exists()
    assert not due(older_than=timedelta(seconds=20)).exists()
    change(mail, next_at=Now() - timedelta(seconds=21))
    assert due(older_than=timedelta(seconds=20)).exists()
