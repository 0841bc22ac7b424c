from datetime import UTC, datetime

import pytest
from django.db import transaction

from activity import events
from activity.actions import history, record
from activity.events import EventType
from activity.models import Event

heard: list[Event] = []


def listen(event, event_type):
    heard.append(event)


@pytest.fixture(autouse=True)
def listener(settings, monkeypatch):
    monkeypatch.setattr(events, "registry", {})
    settings.EVENT_LISTENERS = [f"{__name__}.listen"]
    heard.clear()


class TeamPainted(EventType):
    verb = "team.painted"
    audience = "staff"


@pytest.mark.django_db(transaction=True)
def test_an_event_never_stands_outside_a_transaction(team, agent):
    with pytest.raises(transaction.TransactionManagementError):
        record(TeamPainted, team, by=agent)


def test_listeners_hear_of_it_in_the_same_transaction(team, agent):
    with transaction.atomic():
        event = record(TeamPainted, team, by=agent, data={"to": "blue"})
    assert heard == [event]
    assert Event.objects.about(team).get().data == {"to": "blue"}


def test_what_listeners_refuse_is_not_recorded(team, agent, settings):
    settings.EVENT_LISTENERS = ["tests.activity.test_record.refuse"]
    with pytest.raises(RuntimeError), transaction.atomic():
        record(TeamPainted, team, by=agent)
    assert not Event.objects.exists()


def refuse(event, event_type):
    raise RuntimeError


def test_history_is_written_with_its_date_and_told_to_nobody(team, agent):
    then = datetime(2020, 2, 29, tzinfo=UTC)
    with transaction.atomic(), history(then):
        record(TeamPainted, team, by=agent)
    assert heard == []
    assert Event.objects.get().created_at == then


def test_staff_events_are_left_out_for_participants(team, agent):
    with transaction.atomic():
        record(TeamPainted, team, by=agent)
    assert not Event.objects.about(team).for_participants().exists()
    assert not Event.objects.about(team).public().exists()
