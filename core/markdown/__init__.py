"""Markdown and foreign HTML to safe HTML: the only place that marks text safe."""

from core.markdown.allowlist import sanitise, stored
from core.markdown.headings import TocEntry
from core.markdown.rendering import MAX_LENGTH, VERSION, Rendered, render
from core.markdown.text import excerpt, plain_text, text_with_links

__all__ = [
    "MAX_LENGTH",
    "VERSION",
    "Rendered",
    "TocEntry",
    "excerpt",
    "plain_text",
    "render",
    "sanitise",
    "stored",
    "text_with_links",
]
