"""HTML that stands in Markdown: which tags pass, and that each is closed."""

import re
from html import escape, unescape

from core.markdown import marks
from core.markdown.names import (
    ATTRIBUTES,
    BLOCKS,
    FORMATTING,
    KNOWN,
    LAYOUT_BLOCKS,
    VOID,
)

# CommonMark 0.31, section 6.6; every part gives nothing back, so that a tag that
# does not end costs one look.
_ATTRIBUTE = (
    r"\s++[a-zA-Z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+"
)
TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*+)((?:{_ATTRIBUTE})*+)\s*+/?>")
_PARTS = re.compile(
    r"([a-zA-Z_:][\w.:-]*+)(?:\s*+=\s*+([^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+"
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_STYLE = re.compile(r"<style\b.*?(?:</style\s*+>|\Z)", re.DOTALL | re.IGNORECASE)
_CELLS = {"td", "th"}
_CLOSED_BY = {
    "li": {"li"},
    "p": {"p"},
    "td": _CELLS,
    "th": _CELLS,
    "tr": {"tr", *_CELLS},
    "dd": {"dd", "dt"},
    "dt": {"dd", "dt"},
}
_MAX_DEPTH = 24
_MAX_TAGS = 4_000


class Tags:
    """The tags open in one document.

    Formatting ends with the paragraph it stands in: an HTML parser reopens what is
    left open in every later block, which makes output the square of input.
    """

    def __init__(self) -> None:
        self._open: list[str] = []
        self._seen = 0

    def block(self, html: str) -> str:
        """A block of HTML as marked text; what is no known tag is text."""
        html = _STYLE.sub("", _COMMENT.sub("", html))
        pieces: list[str] = []
        end = 0
        for match in TAG.finditer(html):
            written = self.mark(match)
            if written is not None:
                pieces += [_text(html[end : match.start()]), written]
                end = match.end()
        pieces += [_text(html[end:]), self.end_formatting()]
        return "".join(pieces)

    def mark(self, match: re.Match[str]) -> str | None:
        """The tag as it may be written, or None when it is not one of HTML's."""
        closing, name, attributes = match[1], match[2].lower(), match[3]
        if name not in KNOWN:
            return None
        self._seen += 1
        if name in LAYOUT_BLOCKS:
            name, attributes = "div", ""
        if name not in FORMATTING | BLOCKS | VOID | {"div"} or self._seen > _MAX_TAGS:
            return ""
        # The page's own title is the only h1.
        name = "h2" if name == "h1" else name
        if closing:
            return self._close(name)
        if name in VOID:
            return marks.raw(f"<{name}{_kept(name, attributes)}>")
        return self._begin(name, attributes)

    def end_formatting(self) -> str:
        for index, name in enumerate(self._open):
            if name in FORMATTING:
                return self._close_from(index)
        return ""

    def _begin(self, name: str, attributes: str) -> str:
        closed = ""
        while self._open and self._open[-1] in _CLOSED_BY.get(name, ()):
            closed += self._close_from(len(self._open) - 1)
        if len(self._open) >= _MAX_DEPTH:
            return closed
        self._open.append(name)
        return closed + marks.raw(f"<{name}{_kept(name, attributes)}>")

    def _close(self, name: str) -> str:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index] == name:
                return self._close_from(index)
        return ""

    def _close_from(self, index: int) -> str:
        closed = "".join(f"</{name}>" for name in reversed(self._open[index:]))
        del self._open[index:]
        return marks.raw(closed)


def _kept(name: str, attributes: str) -> str:
    allowed = ATTRIBUTES.get(name)
    if not allowed or not attributes:
        return ""
    return "".join(
        f' {key.lower()}="{escape(unescape(value.strip(_QUOTES)))}"'
        for key, value in _PARTS.findall(attributes)
        if key.lower() in allowed
    )


_QUOTES = "\"'"


def _text(html: str) -> str:
    """Text between tags: its entities stay, a stray `<` is shown."""
    return marks.raw(html.replace("<", "&lt;").replace(">", "&gt;"))
