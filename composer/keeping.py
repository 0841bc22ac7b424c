"""Forms that are shown again with the files that were chosen."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User
from composer.actions import stage_files
from composer.forms import FILES_AT_ONCE, AttachmentsField, FilesInput
from composer.models import Upload
from composer.staging import staged, token_of
from core.ratelimit import is_over_limit, visitor_address

HOUR = 3600


def keep_files(request: HttpRequest, form: BaseForm, *, by: User | None) -> None:
    """Stage what came with a refused form, which then shows it as chosen.

    Visitors may fill our disk so far and no further: beyond it they choose again.
    """
    for name, field in form.fields.items():
        if isinstance(field, AttachmentsField) and isinstance(field.widget, FilesInput):
            place = form.add_prefix(name)
            given = field.widget.value_from_datadict(form.data, form.files, place)
            kept = staged(token for token in given if isinstance(token, str))
            fresh = _fit(field, given)[: FILES_AT_ONCE - len(kept)]
            if fresh and not _is_too_much(request, by):
                kept += stage_files(fresh, by=by)
            field.widget.kept = kept


def keep_sent(request: HttpRequest) -> dict[str, list[str]]:
    """Stage what came with a form whose sender has to log in first: what its boxes say.

    Where not all could be kept she is told so.
    """
    room = FILES_AT_ONCE - len(request.POST.getlist("attachments-kept"))
    sent = request.FILES.getlist("attachments")
    fresh = _fit(AttachmentsField(), sent)[: max(room, 0)]
    is_kept = fresh and not _is_too_much(request, None)
    kept = stage_files(fresh, by=None) if is_kept else []
    if len(kept) < sum(len(files) for _name, files in request.FILES.lists()):
        text = _("Not all files could be kept. Choose them again.")
        messages.warning(request, text, fail_silently=True)
    return {"attachments-kept": [token_of(upload) for upload in kept]} if kept else {}


def kept_files(form: BaseForm) -> list[Upload]:
    field = form.fields.get("attachments")
    widget = field.widget if field else None
    return list(widget.kept) if isinstance(widget, FilesInput) else []


def _fit(
    field: AttachmentsField, given: Iterable[UploadedFile | str]
) -> list[UploadedFile]:
    fitting = []
    for file in given:
        try:
            if not isinstance(file, str):
                fitting.append(field.one(file))
        except ValidationError:
            continue
    return fitting


def _is_too_much(request: HttpRequest, by: User | None) -> bool:
    if by is not None:
        return is_over_limit("stage-person", str(by.pk), limit=100, seconds=HOUR)
    where = visitor_address(request)
    return is_over_limit("stage-address", where, limit=20, seconds=HOUR)
