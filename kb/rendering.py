"""How the text of an article becomes HTML. Nothing else renders one."""

from __future__ import annotations

from dataclasses import replace

from composer.sizing import sized
from core import markdown


def render(body: str) -> markdown.Rendered:
    rendered = markdown.render(body)
    return replace(rendered, html=sized(rendered.html))
