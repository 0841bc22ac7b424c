"""Alive, ready, and what is not as it should be."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from redis import ConnectionError as NoBroker

from helpdesk import readiness
from helpdesk.bounded import Bounded
from notifications.models import OutgoingEmail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, settings, tmp_path):
    """The database is asked in the test's own thread, the broker answers."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(readiness, "ask_database", readiness.database)
    monkeypatch.setattr(readiness, "queue_sizes", lambda: {"waiting": 0, "taken": 0})
    monkeypatch.setattr(readiness._Known, "migrations_in_step", False)


def raises(error: Exception):
    def ask():
        raise error

    return ask


def waiting_mail(seconds: float, **fields: object) -> OutgoingEmail:
    return OutgoingEmail.objects.create(
        reason="requester",
        message_id=f"<{seconds}@example.com>",
        reply_token=str(seconds),
        next_at=timezone.now() - timedelta(seconds=seconds),
        **fields,
    )


def test_alive_asks_nothing(client: Client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"alive": True}


def test_a_site_in_order_is_ready(client: Client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "failed": [],
        "degraded": [],
        "parts": dict.fromkeys(
            ["database", "migrations", "mail", "data folder", "broker"], "ok"
        ),
    }


def test_a_database_that_does_not_answer_is_said(client: Client, monkeypatch):
    monkeypatch.setattr(readiness, "ask_database", raises(DatabaseError("secret")))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["failed"] == ["database"]
    assert "secret" not in response.content.decode()


def test_a_database_that_hangs_is_said(client: Client, monkeypatch):
    never = threading.Event()
    ask = Bounded(lambda: never.wait(60), seconds=0.01)
    monkeypatch.setattr(readiness, "ask_database", ask)
    response = client.get("/readyz")
    never.set()
    assert response.status_code == 503
    assert "in time" in response.json()["parts"]["database"]


def test_pending_migrations_are_said(client: Client, monkeypatch):
    monkeypatch.setattr(readiness, "pending_migrations", lambda: ["kb.0002_more"])
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["failed"] == ["migrations"]


def test_migrations_are_looked_at_until_they_are_in_step(monkeypatch):
    asked: list[int] = []
    monkeypatch.setattr(
        readiness,
        "pending_migrations",
        lambda: asked.append(1) or ["one"][len(asked) > 1 :],
    )
    found = [readiness.migrations().is_well for _ in range(4)]
    assert (found, len(asked)) == ([False, True, True, True], 2)


def test_a_data_folder_that_cannot_be_written_to_is_said(
    client: Client, settings, tmp_path
):
    settings.DATA_DIR = tmp_path / "gone"
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["failed"] == ["data folder"]


def test_without_its_broker_the_site_is_ready_but_degraded(client: Client, monkeypatch):
    monkeypatch.setattr(readiness, "queue_sizes", raises(NoBroker("at 10.0.0.7")))
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["degraded"] == ["broker"]
    assert "10.0.0.7" not in response.content.decode()


def test_a_watcher_may_ask_that_degraded_counts_as_failed(client: Client, monkeypatch):
    monkeypatch.setattr(readiness, "queue_sizes", raises(NoBroker()))
    assert client.get("/readyz?degraded=fail").status_code == 503


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(1, "ok"), (15, "no worker sends"), (90, "neither worker nor relay sends")],
)
def test_mail_that_waits_says_who_does_not_send(client: Client, seconds, said):
    waiting_mail(seconds)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert said in response.json()["parts"]["mail"]


def test_mail_that_left_or_that_waits_for_its_next_try_is_not_late():
    waiting_mail(90, state="sent", sent_at=timezone.now())
    waiting_mail(91, state="failed")
    waiting_mail(-300)
    assert readiness.oldest_due_seconds() == 0


def test_a_question_that_hangs_is_asked_once():
    asked, never = [], threading.Event()

    def ask():
        asked.append(1)
        never.wait(60)

    bounded = Bounded(ask, seconds=0.01)
    for _ in range(3):
        with pytest.raises(TimeoutError):
            bounded()
    never.set()
    assert len(asked) == 1


def test_what_goes_wrong_is_raised_to_who_asked():
    with pytest.raises(DatabaseError):
        Bounded(raises(DatabaseError()), seconds=5)()


def test_each_question_is_asked_anew():
    answers = iter([1, 2])
    bounded = Bounded(lambda: next(answers), seconds=5)
    assert [bounded(), bounded()] == [1, 2]
