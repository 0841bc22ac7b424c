"""How the text of an article becomes HTML. Nothing else renders one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from django.conf import settings

from composer.sizing import sized
from core import markdown
from kb.snippets import TooLongError, expanded


def render(body: str, language: str = settings.LANGUAGE_CODE) -> markdown.Rendered:
    """With the words of its snippets, or without where it is too long with them."""
    with suppress(TooLongError):
        body = expanded(body, language)
    rendered = markdown.render(body)
    return replace(rendered, html=sized(rendered.html))
