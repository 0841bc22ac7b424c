"""The fields that every place to write shares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import ProhibitNullCharactersValidator
from django.template.defaultfilters import filesizeformat
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from composer.files import SHOWN_IN_PLACE, sniff
from composer.models import Upload
from composer.staging import staged, token_of

BODY_BYTES = 65_536
FILES_AT_ONCE = 10
FILE_BYTES = 20 * 1024 * 1024
LIMITS = format_lazy(
    _("Up to {count} files, {size} MB each."),
    count=FILES_AT_ONCE,
    size=FILE_BYTES // 1024**2,
)
MANY = _("At most %(count)d files at once.")
LARGE = _("“%(name)s” is larger than %(limit)s.")


# Controls, which no feed can hold, and marks that let a text run the other way beyond
# its own end.
_UNWRITTEN = re.compile("[\x01-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def _is_visible(char: str) -> bool:
    return unicodedata.category(char)[0] not in "CZ" or char == "\0"


class BodyField(forms.CharField):
    """Markdown, at most 64 KB; line ends unified, indentation kept."""

    # without maxlength: a browser would cut what is pasted, and say nothing
    widget = forms.Textarea(attrs={"rows": 8})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **{"label": _("Your message"), **kwargs})

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text.rstrip() if any(map(_is_visible, text)) else ""

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value.encode(errors="replace")) > BODY_BYTES:
            raise ValidationError(
                _("This is longer than 64 KB. Put the rest into a file."), code="long"
            )


class LineField(forms.CharField):
    """One line: no breaks, no doubled spaces, no controls, nothing that turns it round.

    NUL alone is told of: it comes of no keyboard.
    """

    def to_python(self, value: Any) -> str:
        text = " ".join((super().to_python(value) or "").split())
        return _UNWRITTEN.sub("", text) if any(map(_is_visible, text)) else ""


class ClientKeyField(forms.UUIDField):
    """A fresh key per form shown: the same form sent twice brings the same key.

    Cleans to a key always. One that is none is refused, and shown again as a fresh one.
    """

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, initial=uuid4)

    def clean(self, value: Any) -> UUID:
        return super().clean(value) or uuid4()

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            return self.clean(data)
        except ValidationError:
            return uuid4()


class OnceForm(forms.Form):
    """A form whose words are taken once, however often they are sent.

    Its key stands for the form with these words: who goes back in her browser to a
    form that was sent, and writes something else into it, has written something new.
    """

    client_key = ClientKeyField()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if key := cleaned.get("client_key"):
            cleaned["client_key"] = once_key(key, cleaned)
        return cleaned


def once_key(key: UUID, cleaned: dict[str, Any]) -> UUID:
    """The key of a form with these words."""
    words = [cleaned.get(name) or "" for name in ("title", "subject", "body")]
    files = [f"{f.name}/{f.size}" for f in cleaned.get("attachments") or ()]
    return uuid5(key, "\0".join([*words, *files]))


class DraftForm(forms.Form):
    """What is written so far; nothing at all is a draft that ends."""

    body = BodyField(required=False)
    # words of a picker's button, to stand after it
    insert = forms.CharField(required=False, max_length=1000)

    def text(self) -> str:
        parts = self.cleaned_data["body"], self.cleaned_data["insert"]
        return " ".join(filter(None, parts))


class FilesInput(forms.FileInput):
    """Several files, and those that wait from before, each with a box."""

    allow_multiple_selected = True
    template_name = "composer/_files_input.html"
    # set where the form is shown again
    kept: Sequence[Upload] = ()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """UploadedFiles, then the tokens of staged ones."""
        chosen = super().value_from_datadict(data, files, name) or []
        chosen = chosen if isinstance(chosen, list) else [chosen]
        getlist = getattr(data, "getlist", None)
        return [*chosen, *(getlist(f"{name}-kept") if getlist else [])]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not self.value_from_datadict(data, files, name)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Kept are, too, the tokens of a form that is filled but not checked."""
        context = super().get_context(name, value, attrs)
        tokens = [token for token in value or () if isinstance(token, str)]
        pairs = [(token_of(upload), upload) for upload in self.kept or staged(tokens)]
        context["widget"] |= {"kept": pairs, "kept_name": f"{name}-kept"}
        return context | {"refusals": _refusals()}


def _refusals() -> dict[str, Any]:
    """For `<fit-files>`: the limits and the words of the refusals."""
    large = LARGE % {"name": "%(name)s", "limit": filesizeformat(FILE_BYTES)}
    many = MANY % {"count": FILES_AT_ONCE}
    return {"count": FILES_AT_ONCE, "bytes": FILE_BYTES, "many": many, "large": large}


class AttachmentsField(forms.FileField):
    """Several files; cleans to a list of UploadedFile and of staged Upload."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        given = {"label": _("Attachments"), "help_text": LIMITS, **kwargs}
        super().__init__(required=False, **given)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        tokens = [token for token in given if isinstance(token, str)]
        if len(given) > FILES_AT_ONCE:
            raise ValidationError(MANY, code="many", params={"count": FILES_AT_ONCE})
        kept = staged(tokens)
        if len(kept) < len(set(tokens)):
            raise ValidationError(
                _("A file that you chose is gone. Choose it again."), code="gone"
            )
        fresh = [file for file in given if not isinstance(file, str)]
        return [*map(self.one, fresh), *kept]

    def one(self, file: UploadedFile) -> UploadedFile:
        ProhibitNullCharactersValidator()(file.name)
        if (file.size or 0) > FILE_BYTES:
            raise ValidationError(
                LARGE,
                code="large",
                params={"name": file.name, "limit": filesizeformat(FILE_BYTES)},
            )
        return file


class PicturesField(AttachmentsField):
    """Pictures alone, for a text that shows them in place."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Pictures"), **kwargs})
        self.widget.attrs["accept"] = ",".join(sorted(SHOWN_IN_PLACE))

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = super().clean(data, initial)
        for file in given:
            is_kept = isinstance(file, Upload)
            if (file.content_type if is_kept else sniff(file)) not in SHOWN_IN_PLACE:
                raise ValidationError(
                    _("“%(name)s” is not a picture that can be shown here."),
                    code="picture",
                    params={"name": file.name},
                )
        return given


class StageForm(forms.Form):
    """Files that are pasted into a text before it is sent."""

    attachments = AttachmentsField()

    def clean_attachments(self) -> list[UploadedFile]:
        given = self.cleaned_data["attachments"]
        fresh = [file for file in given if not isinstance(file, Upload)]
        if not fresh:
            raise ValidationError(_("Choose a file."), code="required")
        return fresh
