from __future__ import annotations

import re
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from composer import tasks
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


def redact_upload(upload: Upload) -> bool:
    """Nobody gets it from now on; its bytes go once no other row stands on them."""
    rows = Upload.objects.filter(pk=upload.pk, redacted_at=None)
    if not rows.update(redacted_at=timezone.now(), name=""):
        return False
    transaction.on_commit(tasks.delete_redacted_bytes.delay, robust=True)
    return True


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
def strike_from_drafts(target: models.Model, text: str) -> None:
    """Take these lines, quoted or not, out of what anybody has begun about a thing."""
    lines = [re.escape(line.rstrip()) for line in text.strip().splitlines()]
    if not lines:
        return
    quoted = r"[ \t]*\n".join(rf"[> ]*{line}" for line in lines)
    found = re.compile(rf"(?m)^{quoted}[ \t]*(?:\n|\Z)")
    for draft in Draft.objects.about(target).select_for_update():
        left = found.sub("", draft.body)
        if left == draft.body:
            continue
        draft.body = left.rstrip()
        draft.save(update_fields=["body"]) if draft.body else draft.delete()


@transaction.atomic
def return_to_draft(target: models.Model, *, purpose: str, by: User, body: str) -> None:
    """Text that was sent and taken back, before what was begun since."""
    begun = Draft.objects.written_by(by, about=target).texts().get(purpose, "")
    text = f"{body}\n\n{begun}" if begun else body
    save_draft(target, purpose=purpose, by=by, body=text)
