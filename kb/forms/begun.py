"""Forms that are kept while somebody types, as `kb.actions.drafts` keeps them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.forms import BaseForm
from django.http import QueryDict

from composer.models import Draft
from core.typed import fill


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
        if value is not None
    }
