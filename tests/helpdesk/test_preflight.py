"""What is wrong is said before a new version starts."""

import socket
from collections import namedtuple
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone
from redis import ConnectionError as NoBroker

from helpdesk import preflight
from notifications.models import OutgoingEmail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.EMAIL_URL = (tmp_path / "mail").as_uri()
    monkeypatch.setattr(preflight, "queue_sizes", lambda: {"waiting": 0, "taken": 0})


def raises(error: Exception):
    def ask():
        raise error

    return ask


def verdicts(what: str) -> list[tuple[str, str]]:
    return [(f.verdict, f.said) for f in preflight.findings() if f.what == what]


def test_a_site_in_order_passes(capsys, monkeypatch):
    call_command("preflight")
    said = capsys.readouterr().out
    assert "ok       migrations      in step" in said
    assert preflight.FAILED not in said


def test_something_to_mend_is_an_exit_code(monkeypatch, capsys):
    monkeypatch.setattr(preflight, "pending_migrations", lambda: ["kb.0002_more"])
    with pytest.raises(SystemExit) as ended:
        call_command("preflight")
    assert ended.value.code == 1
    assert "FAILED   migrations      1 pending: kb.0002_more" in capsys.readouterr().out


def test_a_database_that_does_not_answer(monkeypatch):
    monkeypatch.setattr(preflight, "pending_migrations", raises(DatabaseError("gone")))
    assert verdicts("database") == [(preflight.FAILED, "gone")]


@pytest.mark.parametrize(
    ("megabytes", "verdict"),
    [(100, preflight.FAILED), (500, preflight.WARNING), (5000, preflight.OK)],
)
def test_disk_space(monkeypatch, megabytes, verdict):
    usage = namedtuple("usage", "free")(megabytes * preflight.MEGABYTE)
    monkeypatch.setattr(preflight.shutil, "disk_usage", lambda path: usage)
    assert verdicts("disk") == [(verdict, f"{megabytes:,} MB free")]


def test_a_broker_that_does_not_answer(monkeypatch):
    monkeypatch.setattr(preflight, "queue_sizes", raises(NoBroker("refused")))
    assert verdicts("broker") == [(preflight.FAILED, "refused")]


def test_a_queue_that_is_not_drained(monkeypatch):
    monkeypatch.setattr(preflight, "queue_sizes", lambda: {"waiting": 2, "taken": 1})
    assert verdicts("tasks") == [(preflight.WARNING, "2 wait, 1 run")]


def test_mail_that_nobody_sends():
    OutgoingEmail.objects.create(
        reason="cc",
        message_id="<1@x>",
        reply_token="1",
        next_at=timezone.now() - timedelta(seconds=90),
    )
    [(verdict, said)] = verdicts("mails")
    assert verdict == preflight.FAILED
    assert "start worker and relay" in said


def test_mail_that_is_just_being_sent():
    OutgoingEmail.objects.create(
        reason="cc",
        message_id="<1@x>",
        reply_token="1",
        state="leased",
        lease_until=timezone.now() + timedelta(seconds=90),
    )
    assert verdicts("mails") == [(preflight.WARNING, "1 are being sent")]


def test_a_mail_server_that_is_not_there(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_URL = f"smtp://me:secret@127.0.0.1:{taken.getsockname()[1]}"
    [(verdict, said)] = verdicts("mail transport")
    assert verdict == preflight.FAILED
    assert "secret" not in said


def test_a_mail_server_that_answers(settings, monkeypatch):
    settings.EMAIL_URL = "smtp://mail.example.com"
    monkeypatch.setattr("notifications.transport.Smtp.try_out", lambda self: None)
    assert verdicts("mail transport") == [
        (preflight.OK, "smtp://mail.example.com answers")
    ]


def test_an_address_of_no_transport(settings):
    settings.EMAIL_URL = "ftp://mail.example.com"
    assert verdicts("mail transport")[0][0] == preflight.FAILED


def test_a_folder_for_mail_reaches_nobody(tmp_path):
    [(verdict, said)] = verdicts("mail transport")
    assert (verdict, "nobody receives" in said) == (preflight.WARNING, True)
    assert list((tmp_path / "mail").iterdir()) == []


def test_settings_that_are_for_this_machine_only(settings):
    settings.SITE_URL, settings.DEBUG = "http://localhost:8000", True
    settings.ALLOWED_HOSTS = ["*"]
    said = " ".join(said for _, said in verdicts("settings"))
    for word in ("DEBUG is on", "not https", "this machine", "any name"):
        assert word in said
