"""The linear guard: reads the words of a block once, before Python-Markdown does.

Python-Markdown looks from each bracket, star or backtick to the end of the block, so
its work is the square of hostile input, and it recurses on nested emphasis. Here each
character is read once; what pairs is written as marks, what does not is dead, and
only links and images that are certain to be some are left for Python-Markdown.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

from markdown.util import AtomicString

from core.markdown import emphasis, marks
from core.markdown.attributes import ATTRIBUTES
from core.markdown.references import ANGLED, LABEL, TITLE, References, unescaped
from core.markdown.tags import TAG, Tags

_TOKEN = re.compile(r"[\\`<\[\]*_~&{]|!\[|(?<!\w)https?://", re.IGNORECASE)
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_BACKTICKS = re.compile("`++")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*+)>")
_AUTOMAIL = re.compile(r"<([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,255})>")
_COMMENT = "<!--"
# Punctuation of East Asia ends an address there, as a space does elsewhere.
_URL = re.compile(r"https?://[^\s<>\[\]\"`\u3000-\u303f\uff00-\uffef]++", re.IGNORECASE)
_URL_END = "?!.,:;*_~'\""
# Spaces of other scripts and brackets in brackets belong to an address.
_PLAIN = r"[^\x00-\x20()\\]|\\."
_IN_BRACKETS = rf"\((?:{_PLAIN}|\((?:{_PLAIN})*+\))*+\)"
_DESTINATION = re.compile(
    rf"\([ \t\n]*+(?:{ANGLED}|((?!<)(?:{_PLAIN}|{_IN_BRACKETS})*+))"
    rf"(?:[ \t\n]++({TITLE}))?[ \t\n]*+\)",
    re.DOTALL,
)
_LABEL = re.compile(LABEL, re.DOTALL)
_AFTER_MARKUP = frozenset(")]*_`>~")
# What is left alive for Python-Markdown.
_LIVE = re.compile(r"!?\[|\]\(<[^<>]*+>(?: \"[^\"]*+\")?\)")
_MAX_BRACKETS = 16
_MAX_LINKS = 2_000


@dataclass
class _Bracket:
    position: int
    start: int
    is_image: bool
    runs: int
    is_active: bool = True


class Inline:
    """Marks the texts of one document."""

    def __init__(self, references: References, tags: Tags) -> None:
        self.references = references
        self.tags = tags
        self.links_left = _MAX_LINKS

    def mark(self, text: str) -> str:
        return _Text(_with_breaks(text), self).marked()


class _Text:
    """One text being read."""

    def __init__(self, text: str, document: Inline) -> None:
        self._text = text
        self._document = document
        self._out: list[str] = []
        self._brackets: list[_Bracket] = []
        self._runs: list[emphasis.Run] = []
        self._addresses: list[tuple[int, str]] = []
        self._has_links = False
        self._backticks: dict[int, list[int]] | None = None
        self._has_comment_end = True

    def marked(self) -> str:
        text, position = self._text, 0
        while match := _TOKEN.search(text, position):
            start = match.start()
            if start > position:
                self._out.append(text[position:start])
            position = _READERS.get(text[start], _Text._read_address)(self, start)
        self._out.append(text[position:])
        self._pair(0)
        self._out.append(self._document.tags.end_formatting())
        marked = "".join(self._out)
        return marked if self._has_links else AtomicString(marked)

    def _write_dead(self, start: int, end: int) -> int:
        self._out.append(marks.dead(self._text[start:end]))
        return end

    def _read_escape(self, start: int) -> int:
        following = self._text[start + 1 : start + 2]
        if following == "\n":
            self._out.append(marks.BREAK)
            return start + 2
        if following in _PUNCTUATION:
            return self._write_dead(start + 1, start + 2)
        return self._write_dead(start, start + 1)

    def _read_code(self, start: int) -> int:
        opening = _BACKTICKS.match(self._text, start)
        assert opening
        length = opening.end() - start
        starts = self._backtick_runs().get(length, [])
        index = bisect_right(starts, start)
        if index == len(starts):
            return self._write_dead(start, opening.end())
        code = self._text[opening.end() : starts[index]]
        code = code.replace(marks.BREAK, " ").replace("\n", " ")
        if code.strip() and code[0] == code[-1] == " ":
            code = code[1:-1]
        self._out.append(marks.CODE + marks.dead(code) + marks.CODE_END)
        return starts[index] + length

    def _backtick_runs(self) -> dict[int, list[int]]:
        if self._backticks is None:
            self._backticks = {}
            for run in _BACKTICKS.finditer(self._text):
                self._backticks.setdefault(len(run[0]), []).append(run.start())
        return self._backticks

    def _read_tag(self, start: int) -> int:
        text = self._text
        if match := _AUTOLINK.match(text, start):
            self._write_address(match[1], match[1])
            return match.end()
        if match := _AUTOMAIL.match(text, start):
            self._write_address(f"mailto:{match[1]}", match[1])
            return match.end()
        if text.startswith(_COMMENT, start) and self._has_comment_end:
            end = text.find("-->", start)
            self._has_comment_end = end >= 0
            if end >= 0:
                return end + 3
        match = TAG.match(text, start)
        written = self._document.tags.mark(match) if match else None
        if not match or written is None:
            return self._write_dead(start, start + 1)
        self._out.append(written)
        return match.end()

    def _read_entity(self, start: int) -> int:
        match = _ENTITY.match(self._text, start)
        if not match or unescape(match[0]) == match[0]:
            return self._write_dead(start, start + 1)
        self._out.append(marks.dead(marks.readable(unescape(match[0]))))
        return match.end()

    def _read_attributes(self, start: int) -> int:
        """Drop `{.class #id}` after markup; other braces are text."""
        match = ATTRIBUTES.match(self._text, start)
        if match and start and self._text[start - 1] in _AFTER_MARKUP:
            return match.end()
        return self._write_dead(start, start + 1)

    def _read_run(self, start: int) -> int:
        match = emphasis.RUN.match(self._text, start)
        assert match
        run = emphasis.run_at(self._text, start, match.end(), len(self._out))
        if run:
            self._runs.append(run)
        return self._write_dead(start, match.end())

    def _read_address(self, start: int) -> int:
        match = _URL.match(self._text, start)
        url = _without_end(match[0]) if match else ""
        if not url.partition("://")[2]:
            return self._write_dead(start, start + 1)
        self._write_address(url, url)
        return start + len(url)

    def _write_address(self, url: str, words: str) -> None:
        self._addresses.append((len(self._out), words))
        link = f'<a href="{escape(url)}">{escape(words)}</a>'
        self._out.append(marks.raw(link))

    def _read_opening(self, start: int) -> int:
        is_image = self._text[start] == "!"
        end = start + 1 + is_image
        bracket = _Bracket(len(self._out), end, is_image, len(self._runs))
        self._brackets.append(bracket)
        del self._brackets[:-_MAX_BRACKETS]
        return self._write_dead(start, end)

    def _read_closing(self, start: int) -> int:
        bracket = self._brackets.pop() if self._brackets else None
        target = self._target(bracket, start) if bracket else None
        if not bracket or not target:
            return self._write_dead(start, start + 1)
        url, title, end = target
        self._document.links_left -= 1
        self._has_links = True
        self._forget_addresses(bracket.position)
        self._pair(bracket.runs)
        if bracket.is_image:
            self._make_image(bracket)
        else:
            self._make_link(bracket)
        quoted = f' "{marks.dead(title)}"' if title else ""
        self._out.append(f"](<{marks.dead(url)}>{quoted})")
        return end

    def _target(self, bracket: _Bracket, start: int) -> tuple[str, str, int] | None:
        """Address, title and end of the link whose text ends at `start`."""
        if not bracket.is_active or self._document.links_left <= 0:
            return None
        inline = _DESTINATION.match(self._text, start + 1)
        if inline:
            url = inline[1] if inline[2] is None else inline[2]
            title = unescaped((inline[3] or "")[1:-1])
            return _one_line(unescaped(url)), _one_line(title), inline.end()
        label, end = self._text[bracket.start : start], start + 1
        if full := _LABEL.match(self._text, start + 1):
            label, end = full[1], full.end()
        elif self._text.startswith("[]", start + 1):
            end = start + 3
        found = self._document.references.find(label)
        return (_one_line(found[0]), _one_line(found[1]), end) if found else None

    def _forget_addresses(self, position: int) -> None:
        """Addresses in the text of a link are words: links do not nest."""
        while self._addresses and self._addresses[-1][0] > position:
            index, words = self._addresses.pop()
            self._out[index] = marks.dead(words)

    def _make_link(self, bracket: _Bracket) -> None:
        self._out[bracket.position] = "["
        for outer in self._brackets:
            outer.is_active &= outer.is_image

    def _make_image(self, bracket: _Bracket) -> None:
        written = "".join(self._out[bracket.position + 1 :])
        words = marks.words(_LIVE.sub("", written))
        del self._out[bracket.position :]
        self._out.append(f"![{marks.dead(words)}")

    def _pair(self, first: int) -> None:
        runs = self._runs[first:]
        del self._runs[first:]
        emphasis.pair(runs)
        for run in runs:
            self._out[run.position] = run.text


_READERS: dict[str, Callable[[_Text, int], int]] = {
    "\\": _Text._read_escape,
    "`": _Text._read_code,
    "<": _Text._read_tag,
    "&": _Text._read_entity,
    "{": _Text._read_attributes,
    "*": _Text._read_run,
    "_": _Text._read_run,
    "~": _Text._read_run,
    "[": _Text._read_opening,
    "!": _Text._read_opening,
    "]": _Text._read_closing,
}


def _with_breaks(text: str) -> str:
    """Lines without the spaces at their ends, of which two make a break."""
    if " \n" not in text:
        return text
    *lines, last = text.split("\n")
    ended = [
        line.rstrip() + (marks.BREAK if line.endswith("  ") else "\n") for line in lines
    ]
    return "".join([*ended, last])


def _without_end(url: str) -> str:
    """The address without the punctuation of the sentence around it."""
    unpaired = url.count(")") - url.count("(")
    end = len(url)
    while end:
        if url[end - 1] == ")" and unpaired > 0:
            unpaired -= 1
        elif url[end - 1] not in _URL_END:
            break
        end -= 1
    return url[:end]


def _one_line(text: str) -> str:
    return marks.readable(" ".join(text.split()))
