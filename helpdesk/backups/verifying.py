"""Trying a backup out: what was not restored is no backup."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from helpdesk.backups.archive import DATABASE, UPLOADS, BackupError, Manifest, unpack
from helpdesk.backups.contents import Ask, count_rows, missing_files
from helpdesk.backups.engines import engine_of


@dataclass(frozen=True)
class Verified:
    made_at: str
    engine: str
    tables: int
    rows: int
    files: int


def verify(file: Path) -> Verified:
    """Restore into a scratch place and compare. Raises BackupError where it differs."""
    with tempfile.TemporaryDirectory(prefix="verify-") as folder:
        place = Path(folder)
        manifest = unpack(file, place)
        with engine_of(manifest.engine).scratch(place / DATABASE) as (ask, tables):
            compare(manifest, ask, tables, place / UPLOADS)
    return Verified(
        made_at=manifest.made_at,
        engine=manifest.engine,
        tables=len(manifest.tables),
        rows=sum(manifest.tables.values()),
        files=len(manifest.files),
    )


def compare(manifest: Manifest, ask: Ask, tables: list[str], uploads: Path) -> None:
    """Rows of each table as counted when it was made, and a file for each row."""
    found = count_rows(ask, tables)
    if found != manifest.tables:
        wrong = sorted(
            name
            for name in found.keys() | manifest.tables.keys()
            if found.get(name) != manifest.tables.get(name)
        )
        raise BackupError(f"The number of rows differs in: {', '.join(wrong)}")
    if lost := missing_files(ask, uploads):
        known = " (known when it was made)" if lost == manifest.missing else ""
        raise BackupError(f"Files of rows are missing{known}: {', '.join(lost[:10])}")
