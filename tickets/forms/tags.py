"""The box for tags: what is typed is completed from those that there are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy

# the list of suggestions stands on every page of the desk
SUGGESTING: dict[str, Any] = {
    "list": "tag-names",
    "autocomplete": "off",
    "hx-get": reverse_lazy("desk:all-tags"),
    "hx-trigger": "input changed delay:150ms",
    "hx-target": "#tag-names",
    "hx-swap": "innerHTML",
}


class TagsInput(forms.TextInput):
    def __init__(self) -> None:
        super().__init__(SUGGESTING)
