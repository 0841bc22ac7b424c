from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from composer.forms import BodyField, LineField
from kb.actions.revisions import WORDS
from kb.models import Revision, Translation


class TranslationForm(forms.Form):
    """`base` is the revision that the words were written on; 0 where there is none.

    `source_number` is that of the words beside it. Without `is_current` they are made
    from the same one as before.
    """

    title = LineField(label=_("Title"), max_length=200)
    summary = LineField(label=_("Summary"), max_length=300, required=False)
    body = BodyField(label=_("Text"))
    note = LineField(label=_("What changed"), required=False, max_length=200)
    is_current = forms.BooleanField(
        label=_("It says all that the text beside it says"), required=False
    )
    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    source_number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        text: Translation,
        newest: Revision | None,
        source: Revision,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.text, self.newest = text, newest
        if newest is not None:
            self.initial.update((name, getattr(newest, name)) for name in WORDS)
        is_current = newest is None or newest.source_number >= source.number
        self.initial["base"], self.initial["is_current"] = text.number, is_current
        self.initial["source_number"] = source.number

    def clean_base(self) -> int:
        base: int = self.cleaned_data["base"]
        if base > self.text.number:
            raise ValidationError(_("There is no such version."))
        return base

    def clean_source_number(self) -> int:
        number: int = self.cleaned_data["source_number"]
        if number > self.text.article.number:
            raise ValidationError(_("There is no such version."))
        return number

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        if not given.pop("is_current") and self.newest is not None:
            given["source_number"] = self.newest.source_number
        return given


class ConfirmForm(forms.Form):
    """The number of the article's revision that was read beside the translation."""

    number = forms.IntegerField(min_value=1)
