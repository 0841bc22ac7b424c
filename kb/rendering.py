"""How the text of an article becomes HTML. Nothing else renders one."""

from __future__ import annotations

from core import markdown


def render(body: str) -> markdown.Rendered:
    return markdown.render(body)
