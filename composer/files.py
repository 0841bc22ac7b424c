"""Bytes on disk: written whole or not at all, found again by their hash."""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from core.checkpoints import checkpoint

SHOWN_IN_PLACE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
NAME_LENGTH = 100
_HEAD = 4096


def keep_bytes(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write a file under its SHA-256; returns (hash, size in bytes).

    Raises OSError when the disk is full; nothing half-written stays.
    """
    folder = settings.UPLOADS_DIR / "files"
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, temporary = tempfile.mkstemp(dir=folder, prefix="incoming-")
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        checkpoint("A1")
        _move(Path(temporary), folder / digest.hexdigest()[:2] / digest.hexdigest())
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    checkpoint("A2")
    return digest.hexdigest(), size


def _move(temporary: Path, final: Path) -> None:
    """Rename, and make the name itself survive a power cut."""
    final.parent.mkdir(exist_ok=True)
    temporary.replace(final)
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def sniff(file: UploadedFile) -> str:
    """The type that the bytes show; what the browser claims is not believed."""
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    try:
        found = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    return found or ("text/plain" if _is_text(head) else "application/octet-stream")


def display_name(name: str) -> str:
    """A name that is safe to show: no folders, controls, zero-width or bidi marks."""
    plain = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    plain = "".join(c for c in plain if unicodedata.category(c)[0] != "C").strip(" .")
    if len(plain) > NAME_LENGTH:
        suffix = PurePosixPath(plain).suffix[:20]
        plain = plain[: NAME_LENGTH - len(suffix)] + suffix
    return plain or "file"


def _is_text(head: bytes) -> bool:
    try:
        head.decode()
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:  # not just a character cut at the end
            return False
    return b"\0" not in head
