"""Markdown source to safe HTML."""

import logging
import threading
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from django.utils.safestring import SafeString
from markdown import Markdown
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    LINK_RE,
    ImageInlineProcessor,
    LinkInlineProcessor,
)
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import Registry

from core.markdown import marks
from core.markdown.allowlist import as_text, clean
from core.markdown.blocks import CommonMarkParser, TooManyBlocksError
from core.markdown.headings import TocEntry, finish_headings, link_headings

logger = logging.getLogger(__name__)

VERSION = 3
"""Stored beside rendered HTML; a change of the output raises it."""

MAX_LENGTH = 65_536
"""Characters of source that forms accept; a longer source is shown as it stands."""


@dataclass(frozen=True)
class Rendered:
    html: SafeString
    toc: tuple[TocEntry, ...]
    version: int


def render(source: str) -> Rendered:
    """The source as safe HTML with its table of contents.

    Never raises and takes time linear in the length of the source.
    """
    source = marks.readable(source)
    if len(source) > MAX_LENGTH:
        return Rendered(as_text(source), (), VERSION)
    try:
        html, toc = _markdown().convert_with_toc(source)
        return Rendered(clean(html), toc, VERSION)
    except TooManyBlocksError:
        return Rendered(as_text(source), (), VERSION)
    except Exception:
        # A person's words must never be lost to a fault of the renderer.
        logger.exception("Markdown of %d characters did not render", len(source))
        return Rendered(as_text(source), (), VERSION)


class _Headings(Treeprocessor):
    toc: tuple[TocEntry, ...] = ()

    def run(self, root: Element) -> None:
        self.toc = finish_headings(root)


class _Markdown(Markdown):
    """Python-Markdown with a parser of blocks and a guard of words of its own."""

    def __init__(self) -> None:
        super().__init__(output_format="html")
        self.parser = CommonMarkParser(self)
        self.headings = _Headings(self)
        # The guard has read all else.
        self.preprocessors = Registry()
        self.inlinePatterns = Registry()
        self.inlinePatterns.register(LinkInlineProcessor(LINK_RE, self), "link", 2)
        self.inlinePatterns.register(
            ImageInlineProcessor(IMAGE_LINK_RE, self), "image_link", 1
        )
        self.treeprocessors = Registry()
        self.treeprocessors.register(InlineProcessor(self), "inline", 2)
        self.treeprocessors.register(self.headings, "headings", 1)
        self.postprocessors = Registry()

    def convert_with_toc(self, source: str) -> tuple[str, tuple[TocEntry, ...]]:
        self.headings.toc = ()
        html = marks.html(self.reset().convert(source))
        return link_headings(html, self.headings.toc), self.headings.toc


# An instance keeps state while it converts, and takes a millisecond to make.
_local = threading.local()


def _markdown() -> _Markdown:
    if not hasattr(_local, "markdown"):
        _local.markdown = _Markdown()
    return _local.markdown
