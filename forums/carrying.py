"""What was typed goes along from step to step, and over to the form of a ticket."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, QueryDict

from composer.forms import AttachmentsField, FilesInput
from composer.keeping import keep_files, kept_files
from composer.models import Upload
from composer.staging import token_of

# of a question, and of a ticket besides its own fields
NAMES = {"title", "body", "where", "forum", "tags", "read", "email", "name", "form"}
FILES = "attachments-kept"


class FilesForm(Form):
    attachments = AttachmentsField()


def carried(
    request: HttpRequest, given: QueryDict, form: Form
) -> list[tuple[str, str]]:
    """Names and values for hidden fields: whatever this form does not ask itself."""
    words = [
        (name, value)
        for name, value in given.items()
        if (name in NAMES or name.startswith("custom."))
        and name not in form.fields
        and isinstance(value, str)
        and value
    ]
    kept = _files(request)
    if field := form.fields.get("attachments"):
        assert isinstance(field.widget, FilesInput)
        field.widget.kept = kept
        return words
    return words + [(FILES, token_of(upload)) for upload in kept]


def _files(request: HttpRequest) -> list[Upload]:
    """Chosen for a ticket or a topic, whichever it will be."""
    if not (request.FILES or FILES in request.POST):
        return []
    form = FilesForm(request.POST, request.FILES)
    keep_files(
        request, form, by=request.user if request.user.is_authenticated else None
    )
    return kept_files(form)
