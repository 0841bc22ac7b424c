"""What all groups of figures share: two sites, a yardstick, how often to measure."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.load import Server
from bench.places import Place, build, free_port, started

TEMPLATE = "the 15 kB template page"


@dataclass
class Bench:
    """The sites are built when they are first asked for."""

    folder: Path
    rows: int
    runs: int
    seconds: float

    @cached_property
    def large(self) -> Place:
        return build(self.folder / "large", tickets=self.rows)

    @cached_property
    def small(self) -> Place:
        return build(self.folder / "small", tickets=max(self.rows // 10, 20))

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
