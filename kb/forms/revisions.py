from __future__ import annotations

from typing import Any

from django import forms

from kb.models import Words


class NumberField(forms.IntegerField):
    """Of a revision."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=2**31 - 1, **kwargs)


class CompareForm(forms.Form):
    """Two revisions; else what readers see, or the one before, and the newest."""

    before = NumberField(required=False)
    after = NumberField(required=False)

    def __init__(self, *args: Any, text: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_newest_seen = text.live_number in (0, text.number)
        first = max(text.number - 1, 1) if is_newest_seen else text.live_number
        self.otherwise = {"before": first, "after": text.number}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return {
            name: given.get(name) or number for name, number in self.otherwise.items()
        }


class RestoreForm(forms.Form):
    number = NumberField()
