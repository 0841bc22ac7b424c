"""Characters that stand for other characters until the HTML is written.

Lone surrogates occur in no text, so they carry through Python-Markdown what it must
not read: a *dead* character is shown as it is, a *raw* one is written unescaped.
"""

import re
import string
from html import escape

_DEAD = 0xDC00
_RAW = 0xDD00
BREAK, EM, EM_END, STRONG, STRONG_END, DEL, DEL_END, CODE, CODE_END = map(
    chr, range(0xDE00, 0xDE09)
)
_TAGS = {
    BREAK: "<br>\n",
    EM: "<em>",
    EM_END: "</em>",
    STRONG: "<strong>",
    STRONG_END: "</strong>",
    DEL: "<del>",
    DEL_END: "</del>",
    CODE: "<code>",
    CODE_END: "</code>",
}
_PUNCTUATION = [ord(character) for character in string.punctuation]
_TO_DEAD = {code: _DEAD + code for code in _PUNCTUATION}
_TO_RAW = {code: _RAW + code for code in _PUNCTUATION}
_TO_HTML = {
    **{_DEAD + code: escape(chr(code)) for code in _PUNCTUATION},
    **{_RAW + code: chr(code) for code in _PUNCTUATION},
    **{ord(mark): tag for mark, tag in _TAGS.items()},
}
_TO_WORDS = {
    **{_DEAD + code: chr(code) for code in _PUNCTUATION},
    **{ord(mark): " " if mark == BREAK else "" for mark in _TAGS},
}
_RAW_TAG = re.compile(f"{chr(_RAW + ord('<'))}[^{chr(_RAW + ord('>'))}]*.")
# Tags around what is no element of its own: raw HTML, and text of a tight list.
_WRAPPERS = re.compile("</?(?:raw|tight)>")
# NUL and surrogates are unsafe to show; the rest are control characters that
# Python-Markdown uses itself or HTML forbids.
_UNREADABLE = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
_CONTROLS = re.compile("[\x01-\x08\x0b-\x1f\x7f]")


def readable(source: str) -> str:
    """The source with one kind of line end and free of controls and surrogates."""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", _UNREADABLE.sub("\ufffd", source))


def dead(text: str) -> str:
    return text.translate(_TO_DEAD)


def raw(html: str) -> str:
    return html.translate(_TO_RAW)


def words(marked: str) -> str:
    """What a reader sees of marked text, without markup."""
    return _RAW_TAG.sub("", marked).translate(_TO_WORDS)


def html(serialised: str) -> str:
    """The serialised tree with every mark written as what it stands for."""
    return _WRAPPERS.sub("", serialised).translate(_TO_HTML)
