"""Putting a backup where nothing is yet."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from helpdesk.backups.archive import (
    DATABASE,
    SECRET_KEY,
    UPLOADS,
    BackupError,
    Manifest,
    unpack,
)
from helpdesk.backups.engines import engine, engine_of


@dataclass(frozen=True)
class Restored:
    made_at: str
    rows: int
    files: int
    # the site took its key from the environment: it must be given the same again
    needs_secret_key: bool
    missing: list[str]


def restore(file: Path, *, into: Any = None) -> Restored:
    """Nothing is changed before the whole archive was read and found right.

    `into` is the engine's `Target`, the database in use unless it is given. Mail goes
    on where the backup was made: what had been sent is not sent again, what was due is.
    """
    target = into or engine().target()
    _refuse_to_overwrite(target)
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".restore-") as name:
        folder = Path(name)
        manifest = unpack(file, folder)
        engine_of(manifest.engine)
        _place_files(manifest, folder)
        target.load(folder / DATABASE)
    return Restored(
        made_at=manifest.made_at,
        rows=sum(manifest.tables.values()),
        files=len(manifest.files),
        needs_secret_key=SECRET_KEY not in manifest.files,
        missing=manifest.missing,
    )


def _refuse_to_overwrite(target: Any) -> None:
    if not target.is_empty():
        raise BackupError("The database holds tables: restore into an empty one.")
    if any(path.is_file() for path in settings.UPLOADS_DIR.rglob("*")):
        raise BackupError(
            f"{settings.UPLOADS_DIR} holds files: restore into an empty DATA_DIR."
        )


def _place_files(manifest: Manifest, folder: Path) -> None:
    for name in manifest.files:
        if name.startswith(f"{UPLOADS}/"):
            place = settings.UPLOADS_DIR / name.removeprefix(f"{UPLOADS}/")
            place.parent.mkdir(parents=True, exist_ok=True)
            (folder / name).replace(place)
    if SECRET_KEY in manifest.files:
        key = folder / SECRET_KEY
        key.chmod(0o600)
        key.replace(settings.DATA_DIR / SECRET_KEY)
