"""Forms that are kept while somebody types, as `kb.actions.drafts` keeps them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BaseForm
from django.http import QueryDict

from composer.forms import ClientKeyField, once_key
from composer.models import Draft
from core.typed import fill

# what says which page it was
PAGE = ("window", "seen")


class PageForm(forms.Form):
    """The open page, and the draft that it began with."""

    window = ClientKeyField()
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def once_key(self) -> UUID:
        """Of this page with these words."""
        return once_key(self.cleaned_data["window"], self.cleaned_data)

    def given(self) -> dict[str, Any]:
        """What the actions take of the rest."""
        given = self.cleaned_data.items()
        return {name: value for name, value in given if name not in PAGE}

    def page(self) -> dict[str, str]:
        """What the actions take to know it by."""
        return {name: str(self.cleaned_data[name]) for name in PAGE}


def go_on(form: BaseForm, draft: Draft, stamp: str) -> None:
    """Show what she has typed."""
    given = QueryDict(mutable=True)
    for name, values in draft.beside["given"].items():
        given.setlist(name, values)
    given["body"] = draft.body
    fill(form, given)
    form.initial["seen"] = stamp


def as_sent(form: BaseForm, *, apart: Collection[str]) -> dict[str, Any]:
    """What stands in it, to stand in it again; without these fields."""
    sent = {name: form[name].data for name in form.fields.keys() - set(apart)}
    return {
        name: value if isinstance(value, list) else [value]
        for name, value in sent.items()
        # a moment may end in what PostgreSQL keeps in no JSON
        if value is not None and "\0" not in str(value)
    }
