"""A folder with a database of its own, and the processes that work on it."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.parse
from collections import Counter
from pathlib import Path

import psycopg

from helpdesk import embedded
from tests.processes.conftest import wait_until

ROOT = Path(__file__).resolve().parents[2]
NOT_INHERITED = {"DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SITE_URL", "PYTEST_VERSION"}
CSRF = "c" * 32
HEARERS = ["maya@example.com", "cora@example.com", "carl@example.com"]


class Stage:
    def __init__(self, data_dir, **environment):
        self.data_dir = Path(data_dir)
        self.processes = []
        inherited = {k: v for k, v in os.environ.items() if k not in NOT_INHERITED}
        self.environment = {
            **inherited,
            "DATA_DIR": str(data_dir),
            "DEMO": "0",
            "LEASE": "2",
            "BACK_OFF": "0.5",
            "PATIENCE": "2",
            **environment,
        }

    def run(self, part, *arguments, **environment):
        """Do something and wait for its end."""
        process = self._start(part, *arguments, **environment)
        code = process.wait(120)
        assert code == 0, self.log()
        return process

    def relay(self, **environment):
        options = ["--older-than", "0", "--every", "0.1", "--lease", "2"]
        return self._start("manage", "relay", *options, **environment)

    def worker(self, *options, **environment):
        return self._start("worker", "--loglevel", "warning", *options, **environment)

    def broker(self):
        """The embedded Valkey, answering."""
        process = subprocess.Popen(
            [sys.executable, "-m", "helpdesk.embedded"], cwd=ROOT, env=self.environment
        )
        self.processes.append(process)
        wait_until(lambda: connects(str(embedded.socket_path(self.data_dir))))
        return process

    def web(self, **environment):
        """A server at `self.port`, answering."""
        self.port = free_port()
        process = self._start("web", str(self.port), **environment)
        wait_until(lambda: process.poll() is not None or connects(self.port), 60)
        return process

    def post_reply(self, client_key, body="From the web"):
        """The status of the answer; raises OSError or HTTPException without one."""
        scene = json.loads((self.data_dir / "scene.json").read_text())
        path = f"/desk/tickets/{scene['ticket']}/reply/"
        fields = {"body": body, "client_key": client_key, "csrfmiddlewaretoken": CSRF}
        cookies = f"sessionid={scene['session']}; csrftoken={CSRF}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request(
            "POST", path, urllib.parse.urlencode(fields), {**form, "Cookie": cookies}
        )
        return connection.getresponse().status

    def query(self, sql):
        if url := self.environment.get("DATABASE_URL"):
            with psycopg.connect(url) as connection:
                return connection.execute(sql).fetchall()
        connection = sqlite3.connect(self.data_dir / "helpdesk.sqlite3", timeout=20)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def states(self):
        return Counter(
            state
            for (state,) in self.query("SELECT state FROM notifications_outgoingemail")
        )

    def wait_until_all_is_sent(self, count=3, seconds=60):
        wait_until(lambda: self.states() == {"sent": count}, seconds)

    def log(self):
        return (self.data_dir / "log.txt").read_text()

    def stop(self):
        for process in self.processes:
            if process.poll() is None:
                os.kill(process.pid, signal.SIGCONT)
                process.kill()
                process.wait(10)

    def _start(self, part, *arguments, **environment):
        command = [sys.executable, "-m", "tests.faults.launcher", part, *arguments]
        with (self.data_dir / "log.txt").open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**self.environment, **environment},
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process


def connects(where):
    """To a port of this machine, or a socket's path."""
    kind = socket.AF_UNIX if isinstance(where, str) else socket.AF_INET
    with socket.socket(kind) as probe:
        try:
            probe.connect(where if isinstance(where, str) else ("127.0.0.1", where))
        except OSError:
            return False
    return True


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_frozen(process):
    return (
        Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0]
        == "T"
    )


def repeats(sink, hearers=HEARERS, mails_each=1):
    """Everybody got every mail; how many came twice, each under its one Message-ID."""
    ids = Counter((one.recipient, one.message_id) for one in sink.received)
    got = Counter(recipient for recipient, _ in ids)
    assert got == dict.fromkeys(hearers, mails_each)
    assert set(ids.values()) <= {1, 2}
    return sum(ids.values()) - len(ids)
