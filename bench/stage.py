"""What all groups of figures share: two sites, a yardstick, how often to measure."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from bench.load import Server
from bench.places import Place, build, database, free_port, running, started

TEMPLATE = "the 15 kB template page"


@dataclass
class Bench:
    """The sites are built when they are first asked for."""

    folder: Path
    rows: int
    runs: int
    seconds: float
    # a PostgreSQL server's address, to build the sites there and not on SQLite
    server: str
    # what is to be taken away afterwards
    stack: ExitStack
    # what the rows are
    of: str = "tickets"

    @cached_property
    def of_topics(self) -> Bench:
        """The same with sites of topics alone, which are built much faster."""
        return replace(self, of="topics")

    @cached_property
    def large(self) -> Place:
        return self._site("large", self.rows)

    @cached_property
    def small(self) -> Place:
        return self._site("small", max(self.rows // 10, 20))

    @property
    def tenth(self) -> str:
        return f"the same at {max(self.rows // 10, 20):,} {self.of}"

    @contextmanager
    def both(self, *names: str) -> Iterator[tuple[Server, Server]]:
        """Both sites, as an agent sees them; without names `web` alone."""
        names = names or ("web",)
        cookies = [place.ask("people")["agent"] for place in (self.small, self.large)]
        with running(self.small, *names) as small, running(self.large, *names) as large:
            yield small.signed_in(cookies[0]), large.signed_in(cookies[1])

    @contextmanager
    def yardstick(self, page: bytes = b"") -> Iterator[Server]:
        """Bare views on the server, and with the options, of the site's own."""
        (self.folder / "page").write_bytes(page)
        port = free_port()
        environment = {
            **os.environ,
            "DATA_DIR": str(self.folder),
            "PAGE": str(self.folder / "page"),
        }
        granian = Path(sys.executable).parent / "granian"
        flags = f"--interface wsgi --host 127.0.0.1 --port {port} --no-ws --workers 1"
        flags += " --blocking-threads 4 --log-level error bench.yardstick:application"
        with started([str(granian), *flags.split()], environment, port):
            yield Server(port)

    def repeat(self, *measures: Callable[[], float]) -> list[list[float]]:
        """Each in turn, run after run: what disturbs one disturbs its neighbour."""
        rows = [[measure() for measure in measures] for _ in range(self.runs)]
        return [list(column) for column in zip(*rows, strict=True)]

    def _site(self, name: str, rows: int) -> Place:
        name = f"{self.of}_{name}"
        address = ""
        if self.server:
            made = database(self.server, f"bench_{name}")
            address = self.stack.enter_context(made)
        return build(self.folder / name, rows=rows, of=self.of, database=address)
