from __future__ import annotations

from django import forms


class PlaceForm(forms.Form):
    """Counted from 0."""

    place = forms.IntegerField(min_value=0, max_value=2**31 - 1)
