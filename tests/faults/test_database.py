"""The database is restarted, or locked, while mail is written and sent."""

import getpass
import http.client
import os
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import uuid
from pathlib import Path

import pytest

from tests.faults.stage import HEARERS, Stage, connects, free_port, repeats
from tests.processes.conftest import wait_until

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))


class Cluster:
    """A PostgreSQL of the test's own, in a folder of its own."""

    def __init__(self):
        self.bin = BINARIES[-1].parent
        self.user = "postgres" if os.getuid() == 0 else getpass.getuser()
        self.folder = tempfile.mkdtemp(prefix="helpdesk-faults-", dir="/tmp")
        shutil.chown(self.folder, self.user)
        self.port = free_port()
        self._call("initdb", "-A", "trust", "-U", "postgres", "-N", "-E", "UTF8")
        self._control("start")

    @property
    def url(self):
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def crash(self):
        self._control("stop", "-m", "immediate")

    def start(self):
        self._control("start")

    def remove(self):
        self._control("stop", "-m", "immediate", check=False)
        shutil.rmtree(self.folder)

    def _control(self, *arguments, check=True):
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        log = f"{self.folder}/log.txt"
        self._call("pg_ctl", *arguments, "-w", "-l", log, "-o", options, check=check)

    def _call(self, name, *arguments, check=True):
        subprocess.run(
            [str(self.bin / name), "-D", f"{self.folder}/data", *arguments],
            user=self.user,
            cwd=self.folder,
            check=check,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )


@pytest.fixture
def cluster():
    if not BINARIES:
        pytest.skip("no PostgreSQL server is installed")
    server = Cluster()
    yield server
    server.remove()


@pytest.fixture
def on_postgres(cluster, tmp_path, sink):
    data_dir = tmp_path / "var"
    data_dir.mkdir()
    stage = Stage(data_dir, EMAIL_URL=sink.url, DATABASE_URL=cluster.url)
    stage.run("manage", "prepare")
    stage.run("build")
    yield stage
    stage.stop()


def test_postgres_crashes_and_comes_back(cluster, on_postgres, sink, say):
    """Replies that were answered with success stand, and their mails go out once."""
    stage = on_postgres
    relay = stage.relay()
    stage.web()
    accepted, asked = [], 0

    def post():
        nonlocal asked
        asked += 1
        body = f"Answer {asked}"
        try:
            if stage.post_reply(str(uuid.uuid4()), body=body) in (302, 303):
                accepted.append(body)
        except (OSError, http.client.HTTPException):
            return

    for _ in range(5):
        post()
    sink.delay = 0.1
    crash = threading.Thread(target=cluster.crash)
    crash.start()
    while crash.is_alive():
        post()
    for _ in range(3):
        post()
    before = len(accepted)
    cluster.start()
    wait_until(lambda: post() or len(accepted) >= before + 5, 60)

    wait_until(lambda: set(stage.states()) == {"sent"}, 90)
    stood = {body for (body,) in stage.query(ANSWERS)}
    assert stood >= set(accepted)
    sent = sum(stage.states().values())
    repeated = repeats(sink, mails_each=sent // len(HEARERS))
    say(f"{asked} replies, {len(accepted)} accepted, {repeated} of {sent} mails twice")
    assert repeated == 0
    assert relay.poll() is None


def test_sqlite_is_locked_for_a_while(stage, sink):
    relay = stage.relay()
    stage.web()
    assert connects(stage.port)
    lock = sqlite3.connect(
        stage.data_dir / "helpdesk.sqlite3",
        isolation_level=None,
        check_same_thread=False,
    )
    lock.execute("BEGIN IMMEDIATE")
    unlock = threading.Timer(5, lambda: lock.execute("ROLLBACK"))
    unlock.start()

    assert stage.post_reply(str(uuid.uuid4())) in (302, 303)
    stage.wait_until_all_is_sent()
    assert repeats(sink) == 0
    assert relay.poll() is None


ANSWERS = "SELECT body FROM tickets_ticketmessage WHERE number > 1"
