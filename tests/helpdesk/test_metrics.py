"""What Prometheus may read, and who may."""

import pytest
from django.db import DatabaseError
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from redis import ConnectionError as NoBroker

from core import page_cache
from helpdesk import metrics
from notifications.models import OutgoingEmail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def surroundings(monkeypatch):
    """The database is asked in the test's own thread, the broker answers."""
    monkeypatch.setattr(metrics, "ask_mails", metrics.mails)
    monkeypatch.setattr(metrics, "queue_sizes", lambda: {"waiting": 3, "taken": 1})


def sample(client: Client, name: str, **labels: str) -> float:
    text = client.get("/metrics").content.decode()
    for family in text_string_to_metric_families(text):
        for found in family.samples:
            if found.name == name and found.labels.items() >= labels.items():
                return found.value
    raise LookupError(f"{name} {labels}")


def test_this_machine_reads_it_without_a_token(client: Client):
    response = client.get("/metrics")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/plain")


def test_another_machine_does_not(client: Client):
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 403


def test_nobody_is_told_what_this_machine_reads_through_a_proxy(
    client: Client, settings
):
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        assert client.get("/metrics", headers={name: "127.0.0.1"}).status_code == 403
    settings.TRUSTED_PROXY_COUNT = 1
    assert client.get("/metrics").status_code == 403


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("Bearer s3cret", 200),
        ("bearer s3cret", 200),
        ("Bearer other", 403),
        ("Bearer", 403),
        ("Basic s3cret", 403),
        ("Bearer sécret", 403),
    ],
)
def test_the_token_reads_it_from_anywhere(client: Client, settings, given, status):
    settings.METRICS_TOKEN = "s3cret"
    headers = {"Authorization": given}
    response = client.get("/metrics", headers=headers, REMOTE_ADDR="192.0.2.7")
    assert response.status_code == status


def test_without_a_token_set_an_empty_one_opens_nothing(client: Client):
    headers = {"Authorization": "Bearer "}
    response = client.get("/metrics", headers=headers, REMOTE_ADDR="192.0.2.7")
    assert response.status_code == 403


def test_requests_are_counted_by_view_and_status(client: Client):
    def count() -> float:
        labels = {"view": "healthz", "status": "200"}
        return metrics.counted.get_sample_value("helpdesk_requests_total", labels) or 0

    before = count()
    client.get("/healthz")
    assert count() == before + 1
    assert sample(client, "helpdesk_request_seconds_count", view="healthz") >= 1


def test_addresses_that_lead_nowhere_are_one_label(client: Client):
    for path in ("/nowhere/", "/else/where/"):
        client.get(path)
    text = client.get("/metrics").content.decode()
    assert 'view="none"' in text
    assert "nowhere" not in text


def test_mails_are_counted_by_state(client: Client):
    for number, state in enumerate(["pending", "pending", "failed"]):
        OutgoingEmail.objects.create(
            reason="cc",
            message_id=f"<{number}@x>",
            reply_token=str(number),
            state=state,
        )
    assert sample(client, "helpdesk_mails_waiting", state="pending") == 2
    assert sample(client, "helpdesk_mails_waiting", state="leased") == 0
    assert sample(client, "helpdesk_mails_newest", state="failed") == 1
    assert sample(client, "helpdesk_mail_oldest_due_seconds") >= 0


def test_tasks_and_memory_are_told(client: Client):
    assert sample(client, "helpdesk_tasks", state="waiting") == 3
    assert sample(client, "helpdesk_broker_up") == 1
    assert sample(client, "process_resident_memory_bytes") > 0


def test_kept_pages_are_told(client: Client, monkeypatch):
    monkeypatch.setattr(page_cache.store, "hits", 12)
    assert sample(client, "helpdesk_kept_pages_total", outcome="hit") == 12


def test_a_silent_broker_or_database_hides_only_its_own(client: Client, monkeypatch):
    def silent():
        raise NoBroker

    def away():
        raise DatabaseError

    monkeypatch.setattr(metrics, "queue_sizes", silent)
    monkeypatch.setattr(metrics, "ask_mails", away)
    assert sample(client, "helpdesk_broker_up") == 0
    with pytest.raises(LookupError):
        sample(client, "helpdesk_mail_oldest_due_seconds")
