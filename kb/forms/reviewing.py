from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from composer.forms import LineField
from kb.models import Words


class PublishForm(forms.Form):
    """`number` is the revision that was read, else the newest."""

    number = forms.IntegerField(required=False, min_value=1)

    def __init__(self, *args: Any, text: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text

    def clean_number(self) -> int:
        number: int = self.cleaned_data["number"] or self.text.number
        if number > self.text.number:
            raise ValidationError(_("There is no such version."))
        return number


class ScheduleForm(PublishForm):
    at = forms.DateTimeField(
        label=_("Publish at"),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )

    def clean_at(self) -> Any:
        at = self.cleaned_data["at"]
        if at <= timezone.now():
            raise ValidationError(_("Choose a time that is still to come."))
        return at


class SendBackForm(forms.Form):
    note = LineField(label=_("What is missing"), max_length=1000)
