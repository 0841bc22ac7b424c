from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from composer.files import display_name, keep_bytes, sniff
from composer.models import Draft, Upload
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


def save_draft(target: models.Model, *, purpose: str, by: User, body: str) -> None:
    """Keep what somebody is writing about a thing; no text, no draft."""
    if not body.strip():
        drop_draft(target, purpose=purpose, by=by)
        return
    Draft.objects.update_or_create(
        person=by,
        target_type=ContentType.objects.get_for_model(target),
        target_id=target.pk,
        purpose=purpose,
        defaults={"body": body, "updated_at": timezone.now()},
    )


def drop_draft(target: models.Model, *, purpose: str, by: User) -> None:
    Draft.objects.written_by(by, about=target).filter(purpose=purpose).delete()


@transaction.atomic
def return_to_draft(target: models.Model, *, purpose: str, by: User, body: str) -> None:
    """Text that was sent and taken back, before what was begun since."""
    begun = Draft.objects.written_by(by, about=target).texts().get(purpose, "")
    text = f"{body}\n\n{begun}" if begun else body
    save_draft(target, purpose=purpose, by=by, body=text)
