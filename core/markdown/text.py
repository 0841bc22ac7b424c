"""Rendered HTML read as words: for the index, for excerpts and for text mail."""

import re
from collections.abc import Iterator
from html import unescape

from core.markdown.names import INLINE
from core.markdown.pictures import site_url

_TOKEN = re.compile(r"(<!--|-->|</?[a-zA-Z][^<>]*>)")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_HREF = re.compile(r'\shref="([^"]*)"')
_ALT = re.compile(r'\salt="([^"]*)"')
_UNREAD = frozenset({"script", "style", "template", "title"})
_SPACES = re.compile(r"[ \t\f\v]+")
_EMPTY_LINES = re.compile(r"\n{3,}")


def plain_text(html: str) -> str:
    """The words of the HTML, a line a block, in time linear in its length."""
    return _tidy("".join(_words(token) for token in _tokens(html)))


def text_with_links(html: str) -> str:
    """Like `plain_text`, with each link's address after its words: for text mail."""
    pieces: list[str] = []
    start, address = 0, ""
    for token in _tokens(html):
        pieces.append(_words(token))
        if token.startswith("<a ") and (href := _HREF.search(token)):
            start, address = len(pieces), _whole(unescape(href[1]))
        elif token == "</a>" and address:
            words = "".join(pieces[start:]).strip()
            pieces.append("" if words == address else f" <{address}>")
            address = ""
    return _tidy("".join(pieces))


def excerpt(html: str, length: int) -> str:
    """The first words of the HTML on one line, at most `length` characters."""
    # Only so much is read: an excerpt of a long article costs no more than of a short.
    head = html[: length * 8 + 2000]
    if head.rfind("<") > head.rfind(">"):
        head = head[: head.rfind("<")]
    words = " ".join(plain_text(head).split())
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0][: length - 1].rstrip(" ,;:.-–—") + "…"


def _whole(address: str) -> str:
    is_path = address.startswith("/") and not address.startswith("//")
    return site_url() + address if is_path else address


def _tokens(html: str) -> Iterator[str]:
    """Texts and tags in turn, without comments and what is never read."""
    hidden = ""
    for token in _TOKEN.split(html):
        if hidden:
            hidden = "" if token.lower().startswith(hidden) else hidden
        elif token == "<!--":
            hidden = "-->"
        elif (name := _name(token)) in _UNREAD and token[1] != "/":
            hidden = f"</{name}"
        else:
            yield token


def _words(token: str) -> str:
    name = _name(token)
    if not name:
        return unescape(token)
    if name in INLINE:
        return ""
    if name in {"td", "th"}:
        return " "
    if name == "img":
        alt = _ALT.search(token)
        return unescape(alt[1]) if alt else ""
    return "\n- " if name == "li" and token[1] != "/" else "\n"


def _name(token: str) -> str:
    match = _NAME.match(token)
    return match[1].lower() if match else ""


def _tidy(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()
