"""Where addresses stand in a text of Markdown and HTML."""

from __future__ import annotations

import re
from collections.abc import Callable

# Code is left as it stands.
CODE = re.compile(
    r"(^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*(?P=fence)[^\n]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`))",
    re.S | re.M,
)
_ALT = r"(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)"
_TARGET = r"(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*))"
_TITLE = r"(?P<title>\s+(?:\"[^\"]*\"|'[^']*'))?"
PICTURE = re.compile(rf"!\[{_ALT}\]\(\s*{_TARGET}{_TITLE}\s*\)")
LINK = re.compile(rf"(?<=\])\(\s*{_TARGET}{_TITLE}\s*\)")
DEFINED = re.compile(r"^(?P<head> {0,3}\[[^\]\n]+\]:\s*)(?P<url>\S+)", re.M)
HREF = re.compile(r"(?P<head><a\b[^>]*?\shref=)([\"'])(?P<url>[^\"']*)\2", re.I)
IMG = re.compile(r"<img\b[^>]*>", re.I)
SRC = re.compile(r"(\ssrc=)([\"'])(?P<url>[^\"']*)\2", re.I)


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """The text with all that is no code changed."""
    pieces, end = [], 0
    for code in CODE.finditer(text):
        pieces += [change(text[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*pieces, change(text[end:])])
