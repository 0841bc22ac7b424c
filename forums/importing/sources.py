"""A file of threads, read one post at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import IO

from django.utils import timezone
from django.utils.dateparse import parse_datetime


class BrokenError(ValueError):
    """What stands there is no post; the text says why."""


@dataclass(frozen=True)
class Author:
    """`key` is what the other site knew her by: one key, one person."""

    key: str
    name: str


@dataclass(frozen=True)
class Written:
    """A question, or with a `parent` a reply to it. Keys are those of its file."""

    key: str
    html: str
    author: Author
    at: datetime
    parent: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    # the reply that solved it
    accepted: str = ""
    edited_at: datetime | None = None
    likes: int = 0
    me_toos: int = 0
    views: int = 0
    is_locked: bool = False
    needs_info: bool = False
    is_spam: bool = False

    @property
    def what(self) -> str:
        return "replies" if self.parent else "topics"


@dataclass
class Place:
    """How far a file has been read: for the bar, and to name what is broken."""

    name: str
    number: int = 0
    read: int = 0

    def __str__(self) -> str:
        return f"{self.name}:{self.number}"


def first_sign(path: Path) -> str:
    """What the file begins with tells what it is: "<" or "{"; "" for anything else."""
    with path.open("rb") as file:
        head = file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    return chr(head[0]) if head else ""


def text_of(path: Path) -> IO[str]:
    return path.open(encoding="utf-8-sig", errors="replace", newline="\n")


def clean(text: object) -> str:
    """Words that any database takes."""
    if not isinstance(text, str):
        raise BrokenError(f"no text: {str(text)[:60]}")
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def key_of(number: object) -> str:
    """Of a post; never empty, nor long."""
    key = str(number if isinstance(number, (int, str)) else "").strip()
    if not key or len(key) > 40 or not key.isprintable():
        raise BrokenError(f"no number: {str(number)[:60]}")
    return key


def moment(text: object) -> datetime:
    """In UTC where no zone is said. What is yet to come would stand first for long."""
    try:
        found = parse_datetime(text.strip()) if isinstance(text, str) else None
        at = found and (found if found.tzinfo else found.replace(tzinfo=UTC))
        if at and at.astimezone(UTC) < timezone.now() + timedelta(days=1):
            return at
    except (ValueError, OverflowError):
        pass  # as of a month 13, or of a year that no zone has
    raise BrokenError(f"no date: {str(text)[:60]}")


def count(number: object) -> int:
    """None below 0, nor above what a row holds."""
    if isinstance(number, bool) or not isinstance(number, (int, str)):
        return 0
    try:
        return min(max(int(number), 0), 2_000_000_000)
    except ValueError:
        return 0


def in_batches(rows: Iterator[Written], size: int) -> Iterator[list[Written]]:
    while batch := list(islice(rows, size)):
        yield batch
