"""HTML of other programs, written anew as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import quote

from bs4 import BeautifulSoup, Tag
from bs4.exceptions import ParserRejectedMarkup
from markdownify import MarkdownConverter

from core.losses import Losses
from core.markdown import plain_text

# where an address of the text leads: a file beside it, or the same address
Lead = Callable[[str], str]

_LEFT_OUT = [
    "script", "style", "iframe", "object", "embed", "video", "audio", "form", "svg",
    "math", "canvas", "input", "button", "select", "textarea", "template", "noscript",
]  # fmt: skip
_SILENT = {"script", "style", "noscript", "template"}
# What would else be read as Markdown or as HTML.
_MARKS = re.compile(
    r"[\\`*\[]|(?<!\w)_|_(?!\w)|<(?=[a-zA-Z/!?])|&(?=#?\w+;)|~(?=~)"
    r"|^[ ]*(?:[-+=>]|#{1,6}(?=\s|$)|\d{1,9}[.)](?=\s|$))",
    re.M,
)
_PARTS = re.compile(r"(\s*)(\d*)(.+)")
_LINE = re.compile(r"^(?=.)", re.M)
_BLANK_LINES = re.compile(r"\n\s*\n")
_NAME = re.compile(r"[\w-]{1,100}")
# beyond any character, and beyond what Python reads as a number
_NO_CHARACTER = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")
_SPAN = re.compile(r"[0-9]{1,4}")
_FENCE = re.compile(r"`{3,}")
_LANGUAGE = re.compile(r"(?:language|lang|highlight-source|brush:)[-\s]?(\w+)")
_IN_CELLS = (
    "table, li, pre, blockquote, hr, h1, h2, h3, h4, p + p, [colspan], [rowspan]"
)
_STRESSED = [["b", "strong"], ["i", "em"]]


def soup_of(html: str) -> BeautifulSoup:
    html = _NO_CHARACTER.sub("\ufffd", html)
    try:
        return BeautifulSoup(html, "html.parser")
    except ParserRejectedMarkup:  # a declaration that is none
        return BeautifulSoup(html.replace("<!", "&lt;!"), "html.parser")


def as_markdown(soup: Tag, *, lead: Lead, name: str, report: Losses) -> str:
    """The text with its links through `lead`; what cannot be kept is reported."""
    _leave_out(soup, name, report)
    _lead(soup, lead, name, report)
    _move_anchors(soup)
    _join_stressed(soup)
    _number(soup)
    _span(soup)
    try:
        return _Converter().convert_soup(soup).strip()
    except RecursionError:
        report.lose("Nested too deeply, kept as plain text", name, "")
        return _Converter().escape(plain_text(str(soup)), set())


def _leave_out(soup: Tag, name: str, report: Losses) -> None:
    for tag in soup.find_all(_LEFT_OUT):
        if tag.decomposed:
            continue
        if tag.name not in _SILENT:
            report.lose("Left out of the text", name, f"{tag.name} {_source(tag)}")
        tag.decompose()


def _source(tag: Tag) -> str:
    inner = tag.find(src=True)
    return str(tag.get("src") or (inner.get("src") if inner else "") or "").strip()


def _lead(soup: Tag, lead: Lead, name: str, report: Losses) -> None:
    for tag in soup.find_all(["a", "img"]):
        attribute = "href" if tag.name == "a" else "src"
        address = str(tag.get(attribute) or "").strip()
        if tag.name == "img" and address.startswith("data:"):
            report.lose("Pictures inside the text, left out", name, address[:40])
            tag.decompose()
        elif address:
            tag[attribute] = lead(address)


def _join_stressed(soup: Tag) -> None:
    """Signs of two that touch would be read as one run."""
    for names in _STRESSED:
        for tag in soup.find_all(names):
            while isinstance(tag.next_sibling, Tag) and tag.next_sibling.name in names:
                other = tag.next_sibling.extract()
                tag.extend(list(other.contents))


def _number(soup: Tag) -> None:
    """Each item of a list knows its number: counting from each would take too long."""
    for listing in soup.find_all("ol"):
        start = str(listing.get("start") or "")
        first = int(start) if start.isdecimal() and len(start) < 9 else 1
        items = listing.find_all("li", recursive=False)
        for number, item in enumerate(items, start=first):
            item["number"] = str(number)


def _span(soup: Tag) -> None:
    """The converter takes any digit for a number."""
    for cell in soup.find_all(colspan=True):
        if not _SPAN.fullmatch(str(cell["colspan"])):
            del cell["colspan"]


def _move_anchors(soup: Tag) -> None:
    """An anchor in or above a heading becomes the heading's own."""
    for heading in soup.find_all(re.compile(r"^h[1-6]$")):
        anchors = [
            heading,
            heading.find_previous_sibling(),
            *heading.find_all("a", recursive=False),
        ]
        for tag in filter(None, anchors):
            is_own = tag is heading or (tag.name == "a" and not tag.get("href"))
            found = str(tag.get("id") or tag.get("name") or "") if is_own else ""
            if _NAME.fullmatch(found):
                heading["id"] = found
                break


class _Converter(MarkdownConverter):
    """Markdown as our renderer reads it; what Markdown has no words for stays HTML."""

    class Options:
        heading_style = "atx"
        bullets = "-"
        sub_symbol = "<sub>"
        sup_symbol = "<sup>"

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = _MARKS.sub(_escaped, text)
        return text.replace("|", "\\|") if {"td", "th"} & parent_tags else text

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        words = text.strip()
        address = _address(el, "href")
        if not words or not address or "_noformat" in parent_tags:
            return text
        before, after = (
            text[: len(text) - len(text.lstrip())],
            text[len(text.rstrip()) :],
        )
        return f"{before}[{words}]({address}{_title(el)}){after}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        alt = self.escape(" ".join(str(el.get("alt") or "").split()), parent_tags)
        alt, address = alt.replace("]", "\\]"), _address(el, "src")
        return f"![{alt}]({address}{_title(el)})" if address else alt

    def convert_strong(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _stressed(el, text, "**", "strong")

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _stressed(el, text, "*", "em")

    convert_b, convert_i = convert_strong, convert_em

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if {"td", "th"} & parent_tags:
            return "<br>"
        return " " if "_inline" in parent_tags else "\\\n"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        mark = f"{el['number']}. " if el.get("number") else "- "
        words = _LINE.sub(" " * len(mark), text.strip())
        return f"{mark}{words[len(mark) :]}\n" if words else "\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        code = el.get_text().strip("\n")
        runs = [len(run) for run in _FENCE.findall(code)]
        fence = "`" * (max(runs, default=2) + 1)
        return f"\n\n{fence}{_language(el)}\n{code}\n{fence}\n\n" if code else ""

    def convert_hN(  # noqa: N802
        self, n: int, el: Tag, text: str, parent_tags: set[str]
    ) -> str:
        words = " ".join(text.split())
        name = f" {{#{el['id']}}}" if el.get("id") else ""
        return f"\n\n{'#' * min(n, 6)} {words}{name}\n\n" if words else ""

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if el.select_one(_IN_CELLS):
            return _kept(el)
        return f"\n\n{text.strip()}\n\n"

    def convert_dl(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _kept(el)

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n<details>\n\n{text.strip()}\n\n</details>\n\n"

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        words = " ".join(el.get_text().split())
        return f"\n\n<summary>{escape(words, quote=False)}</summary>\n\n"

    def convert_kbd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<kbd>{escape(el.get_text(), quote=False)}</kbd>"

    def convert_ins(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<ins>{text}</ins>" if text.strip() else text

    def convert_mark(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<mark>{text}</mark>" if text.strip() else text

    convert_u = convert_ins


def _escaped(found: re.Match[str]) -> str:
    """A number keeps its digits: its point is escaped."""
    parts = _PARTS.fullmatch(found[0])
    assert parts
    before, digits, sign = parts.groups()
    return f"{before}{digits}\\{sign}"


def _stressed(el: Tag, text: str, mark: str, name: str) -> str:
    """By signs, or where a letter stands too close for those to count, by a tag."""
    words = text.strip()
    if not words or el.find_parent(["pre", "code", "kbd", "samp"]):
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    begins = not before and _beside(el.previous_sibling)[-1:].isalnum()
    ends = not after and _beside(el.next_sibling)[:1].isalnum()
    if (begins and not words[0].isalnum()) or (ends and not words[-1].isalnum()):
        return f"{before}<{name}>{words}</{name}>{after}"
    return f"{before}{mark}{words}{mark}{after}"


def _beside(sibling: Any) -> str:
    return sibling.get_text() if sibling is not None else ""


def _address(el: Tag, attribute: str) -> str:
    address = quote(str(el.get(attribute) or "").strip(), safe="!#$%&'*+,-./:;=?@_~[]")
    return address.replace("(", "%28").replace(")", "%29")


def _title(el: Tag) -> str:
    title = " ".join(str(el.get("title") or "").split()).replace('"', "'")
    return f' "{title}"' if title else ""


def _language(el: Tag) -> str:
    for tag in filter(None, (el, el.find("code"))):
        assert isinstance(tag, Tag)
        classes: Any = tag.get("class") or ()
        if found := _LANGUAGE.search(" ".join(classes)):
            return found[1]
    return ""


def _kept(el: Tag) -> str:
    """HTML in Markdown: an empty line would end it."""
    return f"\n\n{_BLANK_LINES.sub(chr(10), str(el)).strip()}\n\n"
