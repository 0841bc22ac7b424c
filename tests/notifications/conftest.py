from copy import deepcopy
from pathlib import Path

import pytest
from django.db import transaction

from activity.actions import record
from notifications.models import OutgoingEmail
from tests.faults.sink import Sink
from tests.notifications.team_events import TeamChanged, TeamEvent

TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture(autouse=True)
def team_templates(settings):
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(TEMPLATES)
    settings.TEMPLATES = templates
    settings.EVENT_LISTENERS = ["notifications.listeners.notify"]
    settings.SITE_URL = "https://help.example.com"
    settings.DEFAULT_FROM_EMAIL = "support@help.example.com"


@pytest.fixture(autouse=True)
def bell_rung(monkeypatch):
    """What a worker would have been told, one list of keys for each ring."""
    rung = []
    monkeypatch.setattr("notifications.tasks.deliver.delay", rung.append)
    return rung


@pytest.fixture
def happen(team):
    """`happen(to=hear(agent))`: something happened to the team, and these are told."""

    def make(event_type=TeamChanged, *, to=(), by=None, target=None, **data):
        TeamEvent.told = list(to)
        with transaction.atomic():
            return record(event_type, target or team, by=by, data={"word": "w", **data})

    return make


@pytest.fixture
def mails():
    """The rows of the ledger, oldest first."""
    return lambda **filters: list(
        OutgoingEmail.objects.filter(**filters).order_by("pk")
    )


@pytest.fixture
def sink(settings):
    """A mail server of the test's own, where EMAIL_URL leads."""
    server = Sink().start()
    settings.EMAIL_URL = server.url
    yield server
    server.stop()


@pytest.fixture
def folder(settings, tmp_path):
    """A folder for mail, where EMAIL_URL leads."""
    settings.EMAIL_URL = (tmp_path / "mail").as_uri()
    return tmp_path / "mail"
