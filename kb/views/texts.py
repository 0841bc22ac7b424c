"""The way to where a text is worked on."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kb.addresses import desk_address
from kb.models import Translation, Words


def address_of(text: Words, name: str) -> str:
    """Of a page of the desk, or of a command there."""
    if name == "edit":
        return desk_address(text.article.pk, text.language)
    address = reverse(f"kb_desk:{name}", args=[text.article.pk])
    is_other = isinstance(text, Translation)
    return f"{address}?language={text.language}" if is_other else address


def to_text(text: Words) -> HttpResponse:
    """Back to where it is worked on."""
    return redirect(address_of(text, "edit"))
