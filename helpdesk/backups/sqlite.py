"""SQLite: one file, copied while others write."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from helpdesk.backups.archive import BackupError
from helpdesk.backups.contents import Ask

ENGINE = "sqlite"


@contextmanager
def snapshot(target: Path) -> Iterator[tuple[Ask, list[str]]]:
    """A copy at `target`; yields how to ask it, and its tables.

    In one step: a copy in several would start anew with every write of others.
    """
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        source: sqlite3.Connection = connection.connection
        source.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode = DELETE")
    with opened(target) as ask:
        yield ask, tables(ask)


@contextmanager
def opened(file: Path) -> Iterator[Ask]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as raw:

        def ask(sql: str) -> list[tuple[Any, ...]]:
            return raw.execute(sql).fetchall()

        yield ask


def tables(ask: Ask) -> list[str]:
    """All but the full-text engine's own."""
    rows = ask(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_fts%'"
    )
    return sorted(name for (name,) in rows)


@dataclass(frozen=True)
class Target:
    """Where a database is to be put."""

    file: Path

    def is_empty(self) -> bool:
        if not self.file.exists():
            return True
        try:
            with opened(self.file) as ask:
                return not ask("SELECT name FROM sqlite_master LIMIT 1")
        except sqlite3.Error:
            return False

    def load(self, dump: Path) -> None:
        for suffix in ("-wal", "-shm"):
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
        dump.chmod(0o600)
        shutil.move(dump, self.file)


def target() -> Target:
    connection.close()  # it may have made an empty file
    return Target(Path(connection.settings_dict["NAME"]))


@contextmanager
def scratch(dump: Path) -> Iterator[tuple[Ask, list[str]]]:
    """The dump is a database; whether its pages and keys are whole is asked first."""
    try:
        with opened(dump) as ask:
            if (said := ask("PRAGMA integrity_check")) != [("ok",)]:
                raise BackupError(f"The database is damaged: {said[0][0]}")
            if wrong := ask("PRAGMA foreign_key_check"):
                raise BackupError(f"{len(wrong)} rows point to nothing: {wrong[0]}")
            yield ask, tables(ask)
    except sqlite3.DatabaseError as error:
        raise BackupError(f"The database is damaged: {error}") from error
