"""`bin/run` through everything that kills: see CONTRACT's first row."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.processes.conftest import ROOT, has_ended, wait_until

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="needs /proc"),
]

EVERY_PROCESS = [
    ("valkey-server",),
    ("granian", "wsgi"),
    ("granian", "asgi"),
    ("celery", "worker"),
    ("celery", "beat"),
    ("manage.py", "relay"),
]


def test_every_process_runs(site):
    site.start()

    for words in EVERY_PROCESS:
        wait_until(lambda words=words: _finds(site, *words))


def test_a_second_start_takes_under_ten_seconds_and_changes_no_data(site):
    site.start()
    site.stop()
    before = _rows(site)

    began = time.monotonic()
    site.start()
    took = time.monotonic() - began

    assert took < 10
    assert _rows(site) == before


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_stopping_leaves_no_orphan(site, ending):
    site.start()
    pids = site.pids()

    site.master.send_signal(ending)
    site.master.wait(30)

    assert all(has_ended(pid) for pid in pids)
    assert site.has_nothing_left()


def test_a_killed_master_takes_every_process_with_it(site):
    site.start()

    site.master.kill()

    wait_until(site.has_nothing_left, 15)


@pytest.mark.parametrize("interface", ["wsgi", "asgi"])
def test_a_killed_granian_takes_its_worker_with_it_and_comes_back(site, interface):
    site.start()
    master = site.pid_of("granian", interface)
    worker = _children(master)[0]

    os.kill(master, signal.SIGKILL)

    wait_until(lambda: has_ended(worker), 10)
    wait_until(lambda: _finds(site, "granian", interface))
    wait_until(site.answers)


@pytest.mark.parametrize("words", EVERY_PROCESS)
def test_a_killed_process_is_started_again(site, words):
    site.start()
    killed = site.pid_of(*words)

    os.kill(killed, signal.SIGKILL)

    wait_until(lambda: _finds(site, *words, other_than=killed))
    wait_until(site.answers)


def test_a_start_after_everything_was_killed_recovers(site):
    site.start()
    site.master.kill()
    for pid in site.pids():
        os.kill(pid, signal.SIGKILL)

    site.start()

    for words in EVERY_PROCESS:
        wait_until(lambda words=words: _finds(site, *words))


def test_a_start_clears_away_what_was_frozen_when_its_master_died(site):
    site.start()
    frozen = site.pids()
    for pid in frozen:
        os.kill(pid, signal.SIGSTOP)
    site.master.kill()
    site.master.wait()

    site.start()

    assert all(has_ended(pid) for pid in frozen)


def test_a_second_site_on_the_same_folder_is_refused(site):
    site.start()

    refused = _run(site.environment)

    assert refused.returncode == 1
    assert "already running" in refused.stderr
    assert site.answers()


def test_a_taken_port_is_named(site):
    with socket.socket() as other:
        other.bind(("127.0.0.1", site.port))
        other.listen()

        refused = _run(site.environment)

    assert refused.returncode == 1
    assert f"Port {site.port} is in use" in refused.stderr


def _run(environment):
    return subprocess.run(
        [sys.executable, "-m", "helpdesk.processes"],
        cwd=ROOT,
        env=environment,
        timeout=60,
        capture_output=True,
        text=True,
        check=False,
    )


def _children(pid):
    listed = subprocess.run(
        ["pgrep", "-P", str(pid)], capture_output=True, text=True, check=True
    )
    return [int(line) for line in listed.stdout.split()]


def _finds(site, *words, other_than=0):
    try:
        return site.pid_of(*words) != other_than
    except LookupError:
        return False


def _rows(site):
    """The number of rows of every table."""
    with sqlite3.connect(site.data_dir / "helpdesk.sqlite3") as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type='table'")
        return {
            name: database.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]
            for (name,) in tables.fetchall()
        }
