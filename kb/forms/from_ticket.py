from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from composer.forms import BODY_BYTES, LineField
from core.masking import Mask
from kb.forms.category import CategoryChoiceField
from tickets.carrying import Decided, found_key


class FromTicketForm(forms.Form):
    title = LineField(label=_("Title"), max_length=200)
    category = CategoryChoiceField(label=_("Category"), empty_label=_("Choose one"))
    more = forms.CharField(
        label=_("Cover these words, too"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line. They join the list when you look again."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        category = self.fields["category"]
        assert isinstance(category, CategoryChoiceField)
        category.show_tree()

    def typed(self, name: str) -> str:
        """What stands in a field, of a form that did not pass as well."""
        return str(self[name].value() or "")


class MaskForm(forms.Form):
    """One thing that was found, what stands in its place, and whether it stays."""

    found = forms.CharField(widget=forms.HiddenInput, max_length=BODY_BYTES)
    cover = LineField(label=_("Put in its place"), required=False, max_length=200)
    keep = forms.BooleanField(label=_("Keep it"), required=False)


MaskFormSet = forms.formset_factory(MaskForm, extra=0)


def decided_by(given: Any) -> Decided:
    """What was said of each mask: a MaskFormSet that did not pass says nothing."""
    if not (given.is_bound and given.is_valid()):
        return {}
    rows = [row for row in given.cleaned_data if row]
    return {found_key(row["found"]): (row["cover"], row["keep"]) for row in rows}


def shown_masks(masks: list[Mask]) -> forms.BaseFormSet[Any]:
    """A row for each, as it is decided so far."""
    rows: list[dict[str, Any]] = [
        {"found": mask.found, "keep": True}
        if mask.cover == mask.found
        else {"found": mask.found, "cover": mask.cover}
        for mask in masks
    ]
    return MaskFormSet(initial=rows, prefix="mask")
