"""Markdown and foreign HTML to safe HTML: the only place that marks text safe.

Python-Markdown keeps the tree, the links and the writing of HTML. Its block parser is
replaced, not re-indented for: with no inline pattern left it still takes seconds for
64 KB of `# a`, `a\n=`, `> ` or fences, and recurses on `1. `. What would have to go
before it to make all those harmless knows as much of blocks as `blocks.py` does.
"""

from core.markdown.allowlist import (
    for_mail,
    sanitise,
    stored,
    with_files_at,
    with_sizes,
)
from core.markdown.headings import TocEntry
from core.markdown.pictures import own_pictures
from core.markdown.quotes import split_quote
from core.markdown.rendering import MAX_LENGTH, VERSION, Rendered, render
from core.markdown.text import excerpt, plain_text, text_with_links

__all__ = [
    "MAX_LENGTH",
    "VERSION",
    "Rendered",
    "TocEntry",
    "excerpt",
    "for_mail",
    "own_pictures",
    "plain_text",
    "render",
    "sanitise",
    "split_quote",
    "stored",
    "text_with_links",
    "with_files_at",
    "with_sizes",
]
