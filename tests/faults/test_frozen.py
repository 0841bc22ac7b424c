"""Processes that are there and do nothing."""

import os
import signal

import pytest

from tests.faults.stage import is_frozen, repeats
from tests.processes.conftest import wait_until


@pytest.mark.parametrize("step", ["D1", "D2", "D3", "D4"])
def test_worker_that_wakes_after_its_mail_was_taken_over_does_not_send(
    step, stage, sink
):
    stage.broker()
    stage.run("reply")
    # A second thread could be frozen inside a transaction, and SQLite's only
    # lock with it: then nobody writes until that process is gone.
    worker = stage.worker("--concurrency", "1", STOP_AT=step)
    wait_until(lambda: is_frozen(worker))
    stage.relay()
    stage.wait_until_all_is_sent()

    os.kill(worker.pid, signal.SIGCONT)
    wait_until(lambda: "was taken over" in stage.log() or step == "D1")
    assert repeats(sink) == 0


def test_relay_is_told_to_end_and_ends(stage, sink):
    relay = stage.relay()
    stage.run("reply")
    stage.wait_until_all_is_sent()
    relay.terminate()

    assert relay.wait(20) == 0
