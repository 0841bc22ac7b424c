"""What of a message nobody is to read again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from composer.models import Upload
from tickets.models import TicketMessage


class FilesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return obj.name or str(_("A redacted file"))


class RedactForm(forms.Form):
    """Cleans to `text`, whether its words go, and `attachments`, those that go."""

    text = forms.BooleanField(required=False, label=_("The text"))
    attachments = FilesField(
        Upload.objects.none(),
        required=False,
        to_field_name="key",
        label=_("Files"),
    )

    def __init__(self, *args: Any, message: TicketMessage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["attachments"].queryset = message.attachments.all()
        if not message.attachments.all():
            fields["attachments"].widget = forms.MultipleHiddenInput()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given["text"] and not given["attachments"]:
            raise forms.ValidationError(_("Choose what is to go."), code="nothing")
        return given
