"""Deleting the bytes of redacted files.

A file is named by its hash, and whoever sends the same bytes at this moment has no row
yet to say so. Hence only bytes that were written some time ago are deleted; younger
ones wait for the next sweep, while no page gives them to anybody.
"""

from __future__ import annotations

import time

from composer.models import Upload

# a request that keeps bytes has written its rows by then
REQUEST_MAY_TAKE = 600


def delete_bytes() -> None:
    for upload in Upload.objects.redacted().exclude(sha256=""):
        same = Upload.objects.filter(sha256=upload.sha256)
        if not same.filter(redacted_at=None).exists():
            if _is_young(upload):
                continue
            upload.unlink()
        same.redacted().update(sha256="")


def _is_young(upload: Upload) -> bool:
    try:
        return upload.path.stat().st_mtime > time.time() - REQUEST_MAY_TAKE
    except FileNotFoundError:
        return False
