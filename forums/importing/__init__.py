"""Threads of another site brought in as topics; the second time nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from core.losses import Losses
from forums.importing import json_lines, stack_exchange
from forums.importing.batches import Batches
from forums.importing.report import Report
from forums.importing.sources import Place, Written, first_sign, in_batches
from forums.models import Forum

__all__ = ["Report", "UnknownFileError", "import_threads", "read_threads"]

# posts in a transaction: others write in between
AT_ONCE = 200
_READERS = {"<": stack_exchange.read, "{": json_lines.read}


class UnknownFileError(ValueError):
    """Neither a Stack Exchange dump nor JSON lines."""


class Bar(Protocol):
    def update(self, number: int, /) -> object: ...


def import_threads(path: Path, *, forum: Forum, bar: Bar) -> Report:
    """Every question and reply of the file, into this forum. Nobody is told.

    Some posts at a time are written: killed half-way, the next run does the rest. What
    somebody here changed since stays as it is. `bar` hears how much was read.
    """
    report, place = Report(), Place(path.name)
    batches = Batches(forum, report)
    for batch in in_batches(read_threads(path, place, report), AT_ONCE):
        before = place.read
        batches.bring(batch)
        bar.update(place.read - before)
    return report


def read_threads(path: Path, place: Place, losses: Losses) -> Iterator[Written]:
    reader = _READERS.get(first_sign(path))
    if reader is None:
        raise UnknownFileError(path.name)
    return reader(path, place, losses)
