"""Markdown source to safe HTML."""

import logging
from dataclasses import dataclass

import markdown
from django.utils.safestring import SafeString

from core.markdown.sanitise import as_text, sanitise

logger = logging.getLogger(__name__)

VERSION = 1
"""Stored beside rendered HTML; a change of the output raises it."""

MAX_LENGTH = 65_536
"""Characters of source that forms accept; a longer source is shown as it stands."""


@dataclass(frozen=True)
class TocEntry:
    level: int
    id: str
    title: str


@dataclass(frozen=True)
class Rendered:
    html: SafeString
    toc: tuple[TocEntry, ...]
    version: int


def render(source: str) -> Rendered:
    """The source as safe HTML with its table of contents. Never raises."""
    if len(source) > MAX_LENGTH:
        return Rendered(as_text(source), (), VERSION)
    html = markdown.markdown(source, extensions=["tables", "fenced_code", "sane_lists"])
    return Rendered(sanitise(html), (), VERSION)
