"""Blocks that hold lines, not other blocks: code, HTML, tables, paragraphs."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from core.markdown import marks
from core.markdown.cursor import Cursor
from core.markdown.highlight import Highlighter
from core.markdown.names import BLOCK_STARTERS, KNOWN
from core.markdown.tags import TAG, Tags

_FENCE = re.compile(r"(`{3,}+)([^`]*)$|(~{3,}+)(.*)$")
_HTML_ENDS = [
    (
        re.compile(r"<(?:script|pre|style|textarea)(?:[\s>]|$)", re.IGNORECASE),
        re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    ),
    (re.compile("<!--"), re.compile("-->")),
]
_HTML_BLOCK = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*+)(?:[\s>]|/>|$)")
_ESCAPED_PIPE = re.compile(r"(?<!\\)\|")
_DELIMITER_CELL = re.compile(r":?-+:?\Z")
_MAX_COLUMNS = 100


class Leaf:
    """An open block of lines."""

    def take(self, cursor: Cursor) -> bool:
        """Whether the line is this block's, whatever stands in it."""
        return False

    @property
    def is_complete(self) -> bool:
        """Whether the block ended with the line it took last."""
        return False


class Paragraph(Leaf):
    def __init__(self, line: str) -> None:
        self.lines = [line]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Code(Leaf):
    """Code indented by four columns or more."""

    language = ""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def take(self, cursor: Cursor) -> bool:
        indent = cursor.indent
        if indent < 4 and not cursor.is_blank:
            return False
        self.lines.append(cursor.rest[4:])
        return True

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip("\n") + "\n"


class Fence(Leaf):
    def __init__(self, indent: int, mark: str, info: str) -> None:
        self._indent = indent
        self._mark = mark
        self._closed = False
        self.language = re.split(r"[\s{,:]", info.strip(), maxsplit=1)[0]
        self.lines: list[str] = []

    @classmethod
    def opened_by(cls, cursor: Cursor) -> "Fence | None":
        match = _FENCE.match(cursor.text)
        if not match:
            return None
        mark, info = (match[1], match[2]) if match[1] else (match[3], match[4])
        return cls(cursor.indent, mark, info)

    def take(self, cursor: Cursor) -> bool:
        text = cursor.text.rstrip()
        # Only a line that could close the fence is measured: measuring makes
        # spaces of the tabs that code begins with.
        if self._closes(text) and cursor.indent < 4:
            self._closed = True
        else:
            self.lines.append(self._without_indent(cursor.rest))
        return True

    def _closes(self, text: str) -> bool:
        length = len(text)
        return length >= len(self._mark) and text == self._mark[0] * length

    def _without_indent(self, line: str) -> str:
        space = len(line) - len(line.lstrip(" "))
        return line[min(space, self._indent) :]

    @property
    def is_complete(self) -> bool:
        return self._closed

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n" if self.lines else ""


class Html(Leaf):
    def __init__(self, end: re.Pattern[str] | None) -> None:
        self._end = end
        self._complete = False
        self.lines: list[str] = []

    @classmethod
    def opened_by(cls, text: str, *, in_paragraph: bool) -> "Html | None":
        for start, end in _HTML_ENDS:
            if start.match(text):
                return cls(end)
        block = _HTML_BLOCK.match(text)
        if block and block[1].lower() in BLOCK_STARTERS:
            return cls(None)
        tag = None if in_paragraph else TAG.match(text)
        if tag and tag[2].lower() in KNOWN and not text[tag.end() :].strip():
            return cls(None)
        return None

    def take(self, cursor: Cursor) -> bool:
        if not self._end and cursor.is_blank:
            return False
        self.lines.append(cursor.rest)
        self._complete = bool(self._end and self._end.search(cursor.rest))
        return True

    @property
    def is_complete(self) -> bool:
        return self._complete


class Table(Leaf):
    def __init__(self, header: list[str], alignments: list[str]) -> None:
        self.header = header
        self.alignments = alignments
        self.rows: list[list[str]] = []

    @classmethod
    def opened_by(cls, header: str, line: str) -> "Table | None":
        """The table that a line of delimiters makes of the line above it."""
        if "|" not in header or not set(line) <= set("|-: \t"):
            return None
        if "|" not in line and ":" not in line:
            return None
        delimiters, cells = _cells(line), _cells(header)
        if len(delimiters) != len(cells) or len(cells) > _MAX_COLUMNS:
            return None
        if not all(_DELIMITER_CELL.match(cell) for cell in delimiters):
            return None
        return cls(cells, [_alignment(cell) for cell in delimiters])

    def add(self, line: str) -> None:
        self.rows.append(_cells(line)[: len(self.header)])


class Writer:
    """Makes elements of one document's leaves."""

    # A row may leave cells out, which an attacker can do ten thousand times.
    _MAX_ADDED_CELLS = 5_000

    def __init__(self, tags: Tags) -> None:
        self._tags = tags
        self._highlighter = Highlighter()
        self._cells_left = self._MAX_ADDED_CELLS

    def write(self, leaf: Leaf, parent: Element) -> None:
        match leaf:
            case Code() | Fence():
                coloured = self._highlighter.html(leaf.text, leaf.language)
                SubElement(parent, "raw").text = AtomicString(marks.raw(coloured))
            case Html():
                SubElement(parent, "raw").text = AtomicString(self._html(leaf))
            case Table():
                self._write_table(leaf, parent)

    def _html(self, leaf: Html) -> str:
        html = "\n".join(leaf.lines)
        if html.lstrip().lower().startswith("<script"):
            # Somebody shows a script; nobody gets to run one.
            return marks.raw(self._highlighter.html(html, "html"))
        return self._tags.block(html)

    def _write_table(self, table: Table, parent: Element) -> None:
        element = SubElement(parent, "table")
        head = SubElement(element, "thead")
        self._write_row(head, "th", table.header, table.alignments)
        if table.rows:
            body = SubElement(element, "tbody")
            for row in table.rows:
                missing = min(len(table.header) - len(row), self._cells_left)
                self._cells_left -= missing
                row += [""] * missing
                self._write_row(body, "td", row, table.alignments)

    @staticmethod
    def _write_row(
        parent: Element, tag: str, cells: list[str], alignments: list[str]
    ) -> None:
        row = SubElement(parent, "tr")
        # A short row has fewer cells than the table has columns.
        for text, alignment in zip(cells, alignments, strict=False):
            cell = SubElement(row, tag)
            cell.text = text
            if alignment:
                cell.set("class", f"align-{alignment}")


def _cells(line: str) -> list[str]:
    line = line.strip()
    if line.startswith("|"):
        line = line[1:]
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    cells = _ESCAPED_PIPE.split(line)
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _alignment(delimiter: str) -> str:
    if delimiter.startswith(":"):
        return "center" if delimiter.endswith(":") else "left"
    return "right" if delimiter.endswith(":") else ""
