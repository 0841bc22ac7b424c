from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from composer.forms import BodyField, LineField
from composer.models import Draft
from kb.actions.revisions import WORDS
from kb.forms.begun import PAGE, PageForm, as_sent, go_on
from kb.models import Revision, Translation


class TranslationForm(PageForm):
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

    # what she has typed and not saved, where the form was filled with it
    begun: Draft | None = None

    def __init__(self, *args: Any, text: Translation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = Revision.objects.newest_of(text).first()
        source = Revision.objects.source_of(text.article).get()
        self.text, self.newest, self.source = text, newest, source
        if newest is not None:
            self.initial.update((name, getattr(newest, name)) for name in WORDS)
        is_current = newest is None or newest.source_number >= source.number
        self.initial["base"], self.initial["is_current"] = text.number, is_current
        self.initial["source_number"] = source.number

    def go_on_with(self, draft: Draft, stamp: str) -> None:
        """Show what she has typed."""
        go_on(self, draft, stamp)
        self.begun = draft

    def clean_base(self) -> int | None:
        base: int = self.cleaned_data["base"]
        if base > self.text.number:
            raise ValidationError(_("There is no such version."))
        return base

    def clean_source_number(self) -> int | None:
        number: int = self.cleaned_data["source_number"]
        if number > self.text.article.number:
            raise ValidationError(_("There is no such version."))
        return number

    def given(self) -> dict[str, Any]:
        given = super().given()
        if not given.pop("is_current") and self.newest is not None:
            given["source_number"] = self.newest.source_number
        return given


class TranslationDraftForm(TranslationForm):
    """What is in the form so far; nothing has to be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def clean_base(self) -> int | None:
        return self.cleaned_data["base"]

    def clean_source_number(self) -> int | None:
        return self.cleaned_data["source_number"]

    def given(self) -> dict[str, Any]:
        """As it was sent, to stand in the form again."""
        return as_sent(self, apart=("body", *PAGE))


class ConfirmForm(forms.Form):
    """The number of the article's revision that was read beside the translation."""

    number = forms.IntegerField(min_value=1)
