"""The tables as the migrations leave them: made once, and kept in .venv for SQLite."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3.creation import DatabaseCreation

ROOT = Path(__file__).parent.parent
FOLDER = Path(sys.prefix) / "migrated"
_IMPORT = re.compile(r"^(?:from|import) ([a-z_.]+)", re.MULTILINE)

_make: Callable[..., str] = DatabaseCreation.create_test_db


def create_test_db(self: Any, *args: Any, **options: Any) -> str:
    """`migrate` finds them made, and runs what comes after migrations all the same."""
    path = FOLDER / f"{_digest()}.sqlite3"
    if not path.exists():
        name = _make(self, *args, **options)
        _keep(self.connection.connection, path)
        return name
    # held open until there is another connection: it is in memory
    with closing(sqlite3.connect(self._get_test_db_name(), uri=True)) as made:
        with closing(sqlite3.connect(path)) as kept:
            kept.backup(made)
        return _make(self, *args, **options)


def _keep(made: sqlite3.Connection, path: Path) -> None:
    FOLDER.mkdir(exist_ok=True)
    writing = path.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(writing)) as kept:
        made.backup(kept)
    writing.replace(path)


def _digest() -> str:
    """Of all that the tables are made of: migrations, what they import, packages."""
    digest = sha256(sqlite3.sqlite_version.encode())
    for path in (ROOT / "requirements.txt", *sorted(_sources())):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _sources() -> set[Path]:
    found = set(ROOT.glob("*/migrations/*.py"))
    for path in list(found):
        for module in _IMPORT.findall(path.read_text()):
            place = ROOT.joinpath(*module.split("."))
            found |= {*place.glob("*.py"), *place.parent.glob(f"{place.name}.py")}
    return found
