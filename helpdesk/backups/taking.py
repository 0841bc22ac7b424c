"""Taking a backup while the site runs."""

from __future__ import annotations

import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from helpdesk.backups.archive import (
    COMPRESSION,
    DATABASE,
    SECRET_KEY,
    UPLOADS,
    Manifest,
    pack,
    pack_manifest,
)
from helpdesk.backups.contents import count_rows, missing_files
from helpdesk.backups.engines import engine

# Below this folder files lie under their hash, and are never changed or removed.
BY_HASH = "files"
UNFINISHED = "incoming-"


@dataclass(frozen=True)
class Taken:
    rows: int
    files: int
    bytes: int
    missing: list[str]


def back_up(file: Path) -> Taken:
    """Write the archive under another name, and give it its own when it is whole.

    The database first: whatever its rows name was on disk before them. Pictures and
    logos are replaced, so they are held by links of our own from before the snapshot.
    """
    file = file.resolve()
    settings.UPLOADS_DIR.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as near,
        tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".held-") as held,
    ):
        hold(Path(held))
        unfinished = Path(near) / "archive"
        manifest = _write(unfinished, Path(near), Path(held))
        unfinished.chmod(0o600)
        unfinished.replace(file)
    return Taken(
        rows=sum(manifest.tables.values()),
        files=len(manifest.files),
        bytes=file.stat().st_size,
        missing=manifest.missing,
    )


def hold(folder: Path) -> None:
    """Link what may be removed meanwhile; called again it adds what is new."""
    for path in settings.UPLOADS_DIR.rglob("*"):
        name = path.relative_to(settings.UPLOADS_DIR)
        if name.parts[0] == BY_HASH or not path.is_file():
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError, FileExistsError):
            os.link(path, folder / name)


def _write(unfinished: Path, near: Path, held: Path) -> Manifest:
    with (
        unfinished.open("wb") as file,
        tarfile.open(fileobj=file, mode="w:gz", compresslevel=COMPRESSION) as archive,
    ):
        manifest = _pack_database(archive, near, held)
        key = settings.DATA_DIR / SECRET_KEY
        if key.exists():
            pack(archive, manifest, SECRET_KEY, key)
        for name, path in _uploads(held):
            pack(archive, manifest, f"{UPLOADS}/{name}", path)
        pack_manifest(archive, manifest, near)
        archive.close()
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _pack_database(archive: tarfile.TarFile, near: Path, held: Path) -> Manifest:
    dump = near / DATABASE
    with engine().snapshot(dump) as (ask, tables):
        hold(held)
        manifest = Manifest(
            engine=engine().ENGINE,
            made_at=timezone.now().isoformat(),
            tables=count_rows(ask, tables),
        )
        manifest.missing = [
            name
            for name in missing_files(ask, settings.UPLOADS_DIR)
            if not (held / name).is_file()
        ]
    pack(archive, manifest, DATABASE, dump)
    dump.unlink()
    return manifest


def _uploads(held: Path) -> Iterator[tuple[str, Path]]:
    for root, folder in ((held, held), (settings.UPLOADS_DIR, _by_hash())):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith(UNFINISHED):
                yield path.relative_to(root).as_posix(), path


def _by_hash() -> Path:
    return settings.UPLOADS_DIR / BY_HASH
