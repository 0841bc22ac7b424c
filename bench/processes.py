"""What processes take, as Linux tells it in /proc."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

# where the system can tell and there are two: one for servers, the rest for the load
_CORES = sorted(getattr(os, "sched_getaffinity", lambda pid: {0})(0))
FOR_SERVERS, FOR_LOAD = _CORES[:1], _CORES[1:]

KINDS = {
    "valkey": "valkey",
    "\0wsgi\0": "web",
    "\0asgi\0": "live",
    "helpdesk\0worker": "worker",
    "helpdesk\0beat": "beat",
    "\0relay": "relay",
}


def shares(pids: list[int]) -> dict[str, float]:
    """Proportional set size of each kind of process, in MB."""
    found: dict[str, float] = {}
    for pid in pids:
        with contextlib.suppress(OSError):
            line = Path(f"/proc/{pid}/cmdline").read_text()
            kind = next((k for words, k in KINDS.items() if words in line), "other")
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            kilobytes = rollup.split("\nPss:")[1].split()[0]
            found[kind] = found.get(kind, 0) + int(kilobytes) / 1024
    return found


def processor_seconds(port: int) -> float:
    """Spent so far by the granian server that listens on this port."""
    ticks = 0
    for stat in _stats(port):
        fields = stat.rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _stats(port: int) -> Iterator[str]:
    """The main process has the port in its command line, its workers are children."""
    mains = set()
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            line = (entry / "cmdline").read_text()
            if "granian" in line and f"\0{port}\0" in line:
                mains.add(entry.name)
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            stat = (entry / "stat").read_text()
            parent = stat.rpartition(")")[2].split()[1]
            if entry.name in mains or parent in mains:
                yield stat


@contextlib.contextmanager
def on_cores(cores: list[int]) -> Iterator[None]:
    """What is done or started within runs on these, with two cores or more."""
    if not FOR_LOAD:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
