"""Blocks by CommonMark's rules: how deep a line stands, not how many fours.

Python-Markdown nests by multiples of four columns, which breaks most lists that
people write. This parser takes the place of its own; each line is read once, and
costs at most `_MAX_DEPTH` steps.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown.blockparser import BlockParser

from core.markdown.attributes import is_attributes
from core.markdown.callouts import make_callout
from core.markdown.cursor import Cursor
from core.markdown.headings import HEADINGS, take_id
from core.markdown.inline import Inline
from core.markdown.leaves import Code, Fence, Html, Leaf, Paragraph, Table, Writer
from core.markdown.lists import Marker, finish_list
from core.markdown.references import References
from core.markdown.tags import Tags

_MAX_DEPTH = 20
# Real sources have an element to every forty characters.
_MAX_ELEMENTS = 20_000
_ATX = re.compile(r"(#{1,6})(?=[ \t]|$)")
_SETEXT = re.compile(r"(=+|-+)[ \t]*+$")


class TooManyBlocksError(Exception):
    """The source is nothing but marks of blocks."""


@dataclass
class _List:
    element: Element
    kind: str
    is_loose: bool = False


@dataclass
class _Container:
    """The document, a quotation or a list item."""

    element: Element
    offset: int = 0
    list: _List | None = None
    open_list: _List | None = None

    @property
    def is_quote(self) -> bool:
        return self.element.tag == "blockquote"


class CommonMarkParser(BlockParser):
    """Reads a whole document in place of Python-Markdown's own block parser."""

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802
        root = Element(self.md.doc_tag)
        *lines, last = lines
        _Document(root).read([*lines, last] if last else lines)
        return ElementTree(root)


class _Document:
    def __init__(self, root: Element) -> None:
        self._root = root
        self._stack = [_Container(root)]
        self._leaf: Leaf | None = None
        self._lists: list[_List] = []
        # The outermost container whose lists the blank line just above parts.
        self._parted_from: int | None = None
        self._tags = Tags()
        self._writer = Writer(self._tags)
        self._references = References()

    def read(self, lines: Iterable[str]) -> None:
        was_blank = False
        for line in lines:
            is_blank = not line.strip(" \t")
            # A second blank line says nothing new, unless it is code.
            if self._leaf or not (was_blank and is_blank):
                self._read_line(Cursor(line))
            was_blank = is_blank
        self._close(1)
        for listing in self._lists:
            finish_list(listing.element, is_loose=listing.is_loose)
        if sum(1 for _ in self._root.iter()) > _MAX_ELEMENTS:
            raise TooManyBlocksError
        # Definitions may stand below their use, so words are read after all blocks.
        inline = Inline(self._references, self._tags)
        for element in self._root.iter():
            if element.tag in HEADINGS:
                take_id(element)
            if type(element.text) is str:
                element.text = inline.mark(element.text)

    def _read_line(self, cursor: Cursor) -> None:
        matched = self._matched(cursor)
        leaf = self._leaf
        if matched < len(self._stack) or not leaf or not leaf.take(cursor):
            self._open_blocks(cursor, matched)
            return
        self._parted_from = None
        if leaf.is_complete:
            self._close_leaf()
        elif isinstance(leaf, Code) and cursor.is_blank:
            self._part()

    def _matched(self, cursor: Cursor) -> int:
        """How many of the open containers the line continues; their marks are read."""
        for index, container in enumerate(self._stack[1:], 1):
            if container.is_quote:
                if cursor.indent > 3 or not cursor.text.startswith(">"):
                    return index
                _skip_quote_mark(cursor)
            elif cursor.indent >= container.offset:
                cursor.skip(container.offset)
            elif not cursor.is_blank or self._is_empty(container):
                return index
        return len(self._stack)

    def _is_empty(self, item: _Container) -> bool:
        return item is self._stack[-1] and not self._leaf and not len(item.element)

    def _open_blocks(self, cursor: Cursor, matched: int) -> None:
        """Open what begins in this line, else give its text to what is open."""
        continued = matched == len(self._stack)
        while not cursor.is_blank and cursor.indent < 4:
            leaf = self._leaf
            paragraph = leaf if continued and isinstance(leaf, Paragraph) else None
            if not self._open_container(cursor, matched, paragraph):
                if self._open_leaf(cursor, matched, paragraph):
                    self._parted_from = None
                    return
                break
            matched, continued = len(self._stack), False
            self._parted_from = None
            if cursor.is_blank:
                return
        self._add_text(cursor, matched)

    def _open_container(
        self, cursor: Cursor, matched: int, paragraph: Paragraph | None
    ) -> bool:
        text = cursor.text
        if matched >= _MAX_DEPTH:
            return False
        if text.startswith(">"):
            quote = SubElement(self._begin(matched), "blockquote")
            self._stack.append(_Container(quote))
            _skip_quote_mark(cursor)
            return True
        if _is_rule(text) or (paragraph and _SETEXT.match(text)):
            return False
        marker = Marker.opened_by(text, in_paragraph=bool(paragraph))
        if marker:
            self._open_item(cursor, matched, marker)
        return bool(marker)

    def _open_item(self, cursor: Cursor, matched: int, marker: Marker) -> None:
        self._close(matched)
        listing = self._list_for(marker)
        width = cursor.indent + marker.width
        cursor.skip(width)
        padding = cursor.indent
        if cursor.is_blank or padding > 4:
            padding = 1
        cursor.skip(padding)
        item = SubElement(listing.element, "li")
        self._stack.append(_Container(item, width + padding, listing))

    def _list_for(self, marker: Marker) -> _List:
        depth = len(self._stack)
        listing = self._stack[-1].open_list
        if listing and listing.kind == marker.kind:
            listing.is_loose |= self._is_parted(depth - 1)
            return listing
        listing = _List(marker.add_list(self._begin(depth)), marker.kind)
        self._lists.append(listing)
        self._stack[-1].open_list = listing
        return listing

    def _open_leaf(
        self, cursor: Cursor, matched: int, paragraph: Paragraph | None
    ) -> bool:
        text = cursor.text
        if heading := _ATX.match(text):
            level = len(heading[1])
            SubElement(self._begin(matched), f"h{level}").text = _atx_text(text[level:])
        elif paragraph and (table := Table.opened_by(paragraph.lines[-1], text)):
            del paragraph.lines[-1]
            self._begin(matched)
            self._leaf = table
        elif paragraph and (underline := _SETEXT.match(text)):
            self._underline(paragraph, underline[1])
        elif _is_rule(text):
            SubElement(self._begin(matched), "hr")
        else:
            return self._open_verbatim(cursor, matched)
        return True

    def _open_verbatim(self, cursor: Cursor, matched: int) -> bool:
        if fence := Fence.opened_by(cursor):
            self._begin(matched)
            self._leaf = fence
            return True
        in_paragraph = isinstance(self._leaf, Paragraph)
        html = Html.opened_by(cursor.text, in_paragraph=in_paragraph)
        if not html:
            return False
        self._begin(matched)
        html.take(cursor)
        self._leaf = html
        if html.is_complete:
            self._close_leaf()
        return True

    def _underline(self, paragraph: Paragraph, line: str) -> None:
        text = self._references.take_definitions(paragraph.text)
        if text:
            self._leaf = None
            level = 1 if line.startswith("=") else 2
            SubElement(self._begin(len(self._stack)), f"h{level}").text = text
        else:
            self._leaf = Paragraph(line)

    def _add_text(self, cursor: Cursor, matched: int) -> None:
        leaf = self._leaf
        if cursor.is_blank:
            self._close(matched)
            self._part()
            return
        if is_attributes(cursor.text):
            return
        if isinstance(leaf, Paragraph):
            # Also a lazy line, which leaves out the marks of its containers.
            leaf.lines.append(cursor.text)
        elif cursor.indent > 3:
            self._begin(matched)
            self._leaf = Code()
            self._leaf.take(cursor)
        elif isinstance(leaf, Table) and matched == len(self._stack):
            leaf.add(cursor.text)
        else:
            self._begin(matched)
            self._leaf = Paragraph(cursor.text)
        self._parted_from = None

    def _part(self) -> None:
        quotes = (i for i, open_ in enumerate(self._stack) if open_.is_quote)
        self._parted_from = max(quotes, default=0)

    def _is_parted(self, depth: int) -> bool:
        return self._parted_from is not None and depth >= self._parted_from

    def _begin(self, matched: int) -> Element:
        """The element in which a new block goes, all that it ends being closed."""
        self._close(matched)
        container = self._stack[-1]
        has_blocks = bool(len(container.element))
        if container.list and has_blocks and self._is_parted(matched - 2):
            container.list.is_loose = True
        container.open_list = None
        return container.element

    def _close(self, matched: int) -> None:
        self._close_leaf()
        while len(self._stack) > matched:
            container = self._stack.pop()
            if container.is_quote:
                make_callout(container.element)

    def _close_leaf(self) -> None:
        leaf, self._leaf = self._leaf, None
        parent = self._stack[-1].element
        if isinstance(leaf, Paragraph):
            text = self._references.take_definitions(leaf.text)
            if text:
                SubElement(parent, "p").text = text
        elif leaf:
            self._writer.write(leaf, parent)


def _skip_quote_mark(cursor: Cursor) -> None:
    cursor.skip(cursor.indent + 1)
    if cursor.indent:
        cursor.skip(1)


def _is_rule(text: str) -> bool:
    marks = text.replace(" ", "").replace("\t", "")
    return len(marks) > 2 and marks[0] in "*-_" and marks == marks[0] * len(marks)


def _atx_text(text: str) -> str:
    text = text.strip()
    bare = text.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else text
