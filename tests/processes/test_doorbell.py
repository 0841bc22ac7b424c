"""What it costs a request to ring the worker's bell, whatever the broker does."""

import socket
import time

import pytest
from celery import Celery

from helpdesk.celery import Doorbell
from helpdesk.celery import app as real


@pytest.fixture(autouse=True)
def no_silence(monkeypatch):
    monkeypatch.setattr(Doorbell, "silent_until", 0.0)


@pytest.fixture
def ring(tmp_path):
    """`ring()` publishes to a broker at this path, and says what it cost."""
    app = Celery("bell", task_cls=Doorbell, set_as_current=False)
    app.conf.update(
        broker_url=f"redis+socket://{tmp_path}/broker.sock",
        broker_transport_options=real.conf.broker_transport_options,
        task_publish_retry=real.conf.task_publish_retry,
    )
    task = app.task(_nothing, name="bell.ring")

    def publish() -> float:
        began = time.monotonic()
        assert task.delay() is None
        return time.monotonic() - began

    publish()  # loads what the first one loads
    Doorbell.silent_until = 0.0
    yield publish
    app.close()


@pytest.fixture
def silent_broker(tmp_path):
    """Accepts, and never answers."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "broker.sock"))
        listening.listen()
        yield listening


def test_a_silent_broker_costs_a_request_less_than_half_a_second(
    ring, silent_broker, monkeypatch
):
    costs = []
    for _ in range(3):  # the machine may be busy with something else
        monkeypatch.setattr(Doorbell, "silent_until", 0.0)
        costs.append(ring())

    assert min(costs) < 0.5


def test_a_broker_that_is_down_costs_nothing(ring):
    assert ring() < 0.2


def test_after_a_silence_nobody_waits_for_a_while(ring, silent_broker):
    ring()

    assert ring() < 0.01


def test_after_a_while_the_bell_is_tried_again(ring, silent_broker, monkeypatch):
    ring()
    monkeypatch.setattr(Doorbell, "silent_until", time.monotonic())

    assert ring() > 0.1


def test_a_task_may_not_outlast_what_the_broker_waits_for():
    conf = real.conf

    assert conf.task_time_limit < conf.broker_transport_options["visibility_timeout"]


def test_only_json_is_spoken_and_work_is_acknowledged_when_done():
    assert real.conf.accept_content == ["json"]
    assert real.conf.task_serializer == "json"
    assert real.conf.task_acks_late
    assert real.conf.task_reject_on_worker_lost


def _nothing():
    pass
