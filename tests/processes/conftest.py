"""The whole site, started as anyone starts it, in a folder and on ports of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from helpdesk import leftovers, processes

ROOT = processes.ROOT


def wait_until(holds: Callable[[], object], seconds: float = 30) -> None:
    """Fails where a wait would never end; returns as soon as it holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain"
        time.sleep(0.02)


def has_ended(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


class RunningSite:
    def __init__(self, data_dir: Path, **environment: str) -> None:
        self.data_dir = data_dir
        self.port = _two_free_ports()
        self.log = data_dir.parent / "site.log"
        self.master: subprocess.Popen[bytes] | None = None
        inherited = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "REDIS_URL", "SITE_URL", "PYTEST_VERSION"}
        }
        self.environment = {
            **inherited,
            "DATA_DIR": str(data_dir),
            "PORT": str(self.port),
            "DEMO": "0",
            **environment,
        }

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.master = subprocess.Popen(
                [sys.executable, "-m", "helpdesk.processes"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_until(self.answers, 90)

    def answers(self) -> bool:
        assert self.master
        assert self.master.poll() is None, self.log.read_text()
        try:
            url = f"http://127.0.0.1:{self.port}/healthz"
            return urllib.request.urlopen(url, timeout=5).status == 200
        except OSError:
            return False

    def pids(self) -> list[int]:
        """Of every process but the master."""
        return leftovers.find(self.data_dir)

    def pid_of(self, *words: str) -> int:
        """Of the one process whose command line has all these words."""
        for pid in self.pids():
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode()
            if all(word in command for word in words):
                return pid
        raise LookupError(words)

    def has_nothing_left(self) -> bool:
        return not self.pids()

    def stop(self) -> None:
        if self.master and self.master.poll() is None:
            self.master.send_signal(signal.SIGTERM)
            self.master.wait(30)


@pytest.fixture
def site(tmp_path):
    running = RunningSite(tmp_path / "var")
    yield running
    running.stop()
    leftovers.stop(running.data_dir)


def _two_free_ports() -> int:
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            try:
                second.bind(("127.0.0.1", first.getsockname()[1] + 1))
            except OSError:
                continue
            return int(first.getsockname()[1])
