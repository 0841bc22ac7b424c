"""The archive: a tar.gz with `database`, `uploads/…`, `secret_key`, `manifest.json`.

The manifest comes last: it names the hash and size of everything before it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import tarfile
import time
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

FORMAT = 1
DATABASE, SECRET_KEY, UPLOADS = "database", "secret_key", "uploads"
MANIFEST = "manifest.json"
# speed before size: most uploads are compressed already
COMPRESSION = 2
_BLOCK = 1024 * 1024


class BackupError(Exception):
    """Says to an administrator what stands in the way."""


@dataclass
class Manifest:
    engine: str
    made_at: str
    # rows of each table of the snapshot
    tables: dict[str, int]
    # name in the archive -> [sha256, size]
    files: dict[str, list[str | int]] = field(default_factory=dict)
    # files that rows name and that were not there when this was made
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT


class Hashing:
    """A file that is hashed while it is read or written."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self.file.write(data)


def pack(archive: tarfile.TarFile, manifest: Manifest, name: str, path: Path) -> None:
    with path.open("rb") as file:
        entry = archive.gettarinfo(arcname=name, fileobj=file)
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        hashing = Hashing(file)
        archive.addfile(entry, hashing)
    manifest.files[name] = [hashing.digest.hexdigest(), entry.size]


def pack_manifest(archive: tarfile.TarFile, manifest: Manifest, folder: Path) -> None:
    path = folder / MANIFEST
    path.write_text(json.dumps(asdict(manifest), indent=1, sort_keys=True))
    entry = archive.gettarinfo(path, MANIFEST)
    entry.mtime = int(time.time())
    with path.open("rb") as file:
        archive.addfile(entry, file)


def unpack(file: Path, folder: Path) -> Manifest:
    """All of it into an empty folder, each file compared with the manifest."""
    found: dict[str, list[str | int]] = {}
    try:
        with tarfile.open(file, "r:gz") as archive:
            for entry in archive:
                found[entry.name] = _unpack_one(archive, entry, folder)
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise BackupError(f"{file} is damaged or no backup: {error}") from error
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error}") from error
    manifest = _manifest(folder / MANIFEST)
    found.pop(MANIFEST, None)
    if wrong := sorted(
        name
        for name in found.keys() | manifest.files.keys()
        if found.get(name) != manifest.files.get(name)
    ):
        raise BackupError(f"Damaged, missing or unexpected: {', '.join(wrong[:10])}")
    return manifest


def _unpack_one(
    archive: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path
) -> list[str | int]:
    source = archive.extractfile(entry) if entry.isreg() else None
    if source is None or not _is_ours(entry.name):
        raise BackupError(f"No backup of this site holds {entry.name!r}.")
    target = folder / entry.name
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        hashing = Hashing(file)
        while block := source.read(_BLOCK):
            hashing.write(block)
    return [hashing.digest.hexdigest(), entry.size]


def _is_ours(name: str) -> bool:
    """Nothing leaves the folder, whoever made the archive."""
    path = PurePosixPath(name)
    if name in (DATABASE, SECRET_KEY, MANIFEST):
        return True
    return (
        path.parts[:1] == (UPLOADS,)
        and len(path.parts) > 1
        and ".." not in path.parts
        and "\\" not in name
    )


def _manifest(path: Path) -> Manifest:
    try:
        manifest = Manifest(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise BackupError("The backup is not whole: it has no manifest.") from error
    if manifest.format != FORMAT:
        raise BackupError(f"This is a backup of format {manifest.format}.")
    return manifest
