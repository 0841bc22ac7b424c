"""Sites of the benchmark's own: their data, their processes, all gone afterwards."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.load import Server

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120
# more would measure the generator
ARTICLES_AT_MOST = 10_000
# where a question is answered that `bench.inside` does not
INSIDE = {
    **dict.fromkeys(("views", "counts", "combinations"), "bench.inside_views"),
    "forums": "bench.inside_forums",
}


@dataclass(frozen=True)
class Place:
    """A DATA_DIR with generated content."""

    data_dir: Path
    port: int
    # the address of a PostgreSQL database; SQLite without one
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        taken = ("DATABASE_URL", "REDIS_URL", "SITE_URL", "EMAIL_URL", "DEBUG")
        inherited = {k: v for k, v in os.environ.items() if k not in taken}
        return {
            **inherited,
            "DATA_DIR": str(self.data_dir),
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "DEMO": "0",
            "LOG_LEVEL": "WARNING",
            **({"DATABASE_URL": self.database} if self.database else {}),
        }

    def manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def ask(self, what: str, *arguments: str) -> Any:
        """An answer of `bench.inside`, which sees this place's database."""
        module = INSIDE.get(what, "bench.inside")
        command = [sys.executable, "-m", module, what, *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE
        )
        return json.loads(done.stdout.splitlines()[-1])


def build(data_dir: Path, *, rows: int, of: str, database: str = "") -> Place:
    """So many tickets with all that goes with them, or topics with nothing else."""
    place = Place(data_dir, _two_free_ports(), database)
    data_dir.mkdir(parents=True)
    _say(f"Building a site with {rows:,} {of} …")
    place.manage("migrate", "-v0")
    place.manage("createcachetable", "-v0")
    place.manage("collectstatic", "--no-input", "-v0")
    counts = {of: rows, "users": max(rows // 5, 100)}
    if of == "tickets":
        counts["articles"] = max(min(rows, ARTICLES_AT_MOST), 30)
        counts["topics"] = max(rows // 5, 100)
    options = [f"--{name}={count}" for name, count in counts.items()]
    place.manage("generate", *options, "--seed=1", "--until=2026-01-01T00:00:00Z")
    return place


@contextmanager
def database(server: str, name: str) -> Iterator[str]:
    """The address of a new one on the PostgreSQL server, which is gone afterwards."""
    _execute(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")  # of a killed run
    _execute(server, f"CREATE DATABASE {name}")
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


@contextmanager
def running(place: Place, *names: str) -> Iterator[Server]:
    """Processes of the Procfile, all of them without a name, as bin/run starts them."""
    command = [sys.executable, "-m", "helpdesk.processes", *names]
    with started(command, place.environment, place.port):
        yield Server(place.port)


@contextmanager
def started(
    command: list[str], environment: dict[str, str], port: int
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends with all of its own; waits until it answers."""
    log = Path(environment["DATA_DIR"]) / "bench.log"
    with ExitStack() as stack:
        output = stack.enter_context(log.open("ab"))
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=output
        )
        stack.callback(_stop, process)
        if port:
            _wait(process, port, log)
        yield process


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    sys.exit(f"It did not start:\n{log.read_text()[-4000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _two_free_ports() -> int:
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


def free_port() -> int:
    return _two_free_ports()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
