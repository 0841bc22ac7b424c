from __future__ import annotations

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.db import models

from accounts.models import User
from composer.files import display_name, keep_bytes, sniff
from composer.models import Upload
from core.checkpoints import checkpoint


def store_uploads(
    files: Iterable[UploadedFile], *, target: models.Model, by: User | None
) -> list[Upload]:
    """Keep files on a thing, in the caller's transaction: bytes first, then the rows.

    A crash in between leaves bytes that no row names, never a row without bytes.
    """
    uploads = []
    for file in files:
        content_type = sniff(file)
        sha256, size = keep_bytes(file.chunks())
        uploads.append(
            Upload(
                owner=by,
                target=target,
                sha256=sha256,
                size=size,
                name=display_name(file.name or ""),
                content_type=content_type,
            )
        )
    Upload.objects.bulk_create(uploads)
    checkpoint("A3")
    return uploads
