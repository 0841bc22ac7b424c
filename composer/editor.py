"""The box in which words are written, where it is the same for everybody."""

from __future__ import annotations

from functools import cache

from django.forms import Form
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


@cache
def empty_editor(form: type[Form], _language: str | None) -> SafeString:
    """Of a form of who has to log in first, in the active language, the one named."""
    return render_to_string("composer/_editor.html", {"field": form()["body"]})
