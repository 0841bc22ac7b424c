"""The quote at the end of a mail: what everybody has read already."""

from __future__ import annotations

import re

_EDGE = re.compile(r"<(/?)blockquote\b[^>]*>")
# "On Monday, Maya wrote:"
_LEAD = re.compile(r"<p>(?:(?!</?p>).){0,300}:\s*</p>\s*\Z", re.DOTALL)
_WROTE = re.compile(r"\bwrote\b|\bschrieb\b|\ba écrit\b|\bescribió\b")


def split_quote(html: str) -> tuple[str, str]:
    """Our own HTML as what is new, and the quote that it ends with, "" without one.

    A quote that something follows is being answered, and one alone is the message.
    """
    depth, start, end = 0, 0, 0
    for edge in _EDGE.finditer(html):
        if edge[1]:
            depth -= 1
            end = edge.end()
        else:
            start = edge.start() if depth == 0 else start
            depth += 1
    if not end or depth or html[end:].strip():
        return html, ""
    head = html[:start]
    lead = _LEAD.search(head[-400:])
    if lead and _WROTE.search(lead[0]):
        start -= len(lead[0])
    return (html[:start], html[start:]) if html[:start].strip() else (html, "")
