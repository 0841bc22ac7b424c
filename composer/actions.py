from __future__ import annotations

import re
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from activity.actions import is_history, now
from composer import tasks
from composer.files import SHOWN_IN_PLACE, display_name, keep_bytes, sniff
from composer.models import Draft, Upload
from core.checkpoints import checkpoint
from core.pictures import size_of

Files: TypeAlias = Iterable[UploadedFile | Upload]
DAY = 86_400
_COPIED = ("owner", "sha256", "size", "name", "content_type", "width", "height")
# as `get_absolute_url` says it
_SHOWN = re.compile(r"/files/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})/")


def store_uploads(
    files: Files, *, target: models.Model, by: User | None
) -> list[Upload]:
    """Keep files on a thing, in the caller's transaction; staged ones come along.

    One that hangs on something already, by the same form sent with other words, is
    given to both.
    """
    given = list(files)
    staged = [file for file in given if isinstance(file, Upload)]
    fresh = [file for file in given if not isinstance(file, Upload)]
    return [*(_attach(file, target) for file in staged), *_store(fresh, target, by)]


def stage_files(files: Iterable[UploadedFile], *, by: User | None) -> list[Upload]:
    """Keep files that nothing was sent with so far."""
    return _store(files, None, by)


def claim_staged(uploads: Iterable[Upload], *, by: User) -> None:
    """Of files that wait, those that she chose before she logged in are hers."""
    keys = [upload.pk for upload in uploads]
    Upload.objects.filter(pk__in=keys, owner=None, target_type=None).update(owner=by)


def detach(target: models.Model) -> list[Upload]:
    """What hung on a thing that goes, to be sent with another."""
    content_type = ContentType.objects.get_for_model(target)
    hung = Upload.objects.filter(target_type=content_type, target_id=target.pk)
    uploads = list(hung.filter(redacted_at=None).order_by("pk"))
    free = Upload.objects.filter(pk__in=[upload.pk for upload in uploads])
    free.update(target_type=None, target_id=None, created_at=timezone.now())
    return uploads


def attach_pictures(text: str, *, target: models.Model, by: User) -> None:
    """Those that wait, are hers and stand in the text, also one out of a draft."""
    keys = set(_SHOWN.findall(text))
    if keys:
        waiting = Upload.objects.filter(key__in=keys, owner=by, target_type=None)
        for upload in waiting:
            _attach(upload, target)


def delete_staged(upload: Upload) -> None:
    """The row, and the bytes where no other row stands on them.

    Bytes that were written lately stay: their row may not be committed yet.
    """
    upload.delete()
    if Upload.objects.filter(sha256=upload.sha256).exists():
        return
    with suppress(FileNotFoundError):
        if upload.path.stat().st_mtime < time.time() - DAY:
            upload.unlink()


def _attach(upload: Upload, target: models.Model) -> Upload:
    content_type = ContentType.objects.get_for_model(target)
    free = Upload.objects.filter(pk=upload.pk, target_type=None)
    # It came there now, however long it waited.
    if free.update(target_type=content_type, target_id=target.pk, created_at=now()):
        return upload
    return Upload.objects.create(
        target=target,
        **{name: getattr(upload, name) for name in _COPIED},
    )


def _store(
    files: Iterable[UploadedFile], target: models.Model | None, by: User | None
) -> list[Upload]:
    """Bytes first, then the rows: a crash in between leaves bytes that no row names,
    never a row without bytes."""
    uploads = []
    for file in files:
        content_type = sniff(file)
        sha256, size = keep_bytes(file.chunks())
        in_place = content_type in SHOWN_IN_PLACE
        width, height = (size_of(file) if in_place else None) or (None, None)
        uploads.append(
            Upload(
                owner=by,
                target=target,
                sha256=sha256,
                size=size,
                name=display_name(file.name or ""),
                content_type=content_type,
                width=width,
                height=height,
            )
        )
    Upload.objects.bulk_create(uploads)
    _date(uploads)
    checkpoint("A3")
    return uploads


def _date(uploads: list[Upload]) -> None:
    """In the past of what they came with, where that is brought in from there."""
    if not is_history():
        return
    for upload in uploads:
        upload.created_at = now()
    Upload.objects.bulk_update(uploads, ["created_at"])


def redact_upload(upload: Upload) -> bool:
    """Nobody gets it from now on; its bytes go once no other row stands on them."""
    rows = Upload.objects.filter(pk=upload.pk, redacted_at=None)
    if not rows.update(redacted_at=timezone.now(), name=""):
        return False
    transaction.on_commit(tasks.delete_redacted_bytes.delay, robust=True)
    return True


def save_draft(
    target: models.Model, *, purpose: str, by: User, body: str, beside: dict[str, Any]
) -> None:
    """Keep what somebody is writing about a thing; no text, no draft."""
    if not body.strip():
        drop_draft(target, purpose=purpose, by=by)
        return
    Draft.objects.update_or_create(
        person=by,
        target_type=ContentType.objects.get_for_model(target),
        target_id=target.pk,
        purpose=purpose,
        defaults={"body": body, "beside": beside, "updated_at": timezone.now()},
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
    begun = Draft.objects.written_by(by, about=target).by_purpose().get(purpose)
    text = f"{body}\n\n{begun.body}" if begun else body
    beside = begun.beside if begun else {}
    save_draft(target, purpose=purpose, by=by, body=text, beside=beside)
