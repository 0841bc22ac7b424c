"""Headings: their level on the page, their anchors, the table of contents."""

import re
from dataclasses import dataclass
from html import escape, unescape
from xml.etree.ElementTree import Element

from core.markdown import marks
from core.markdown.allowlist import HEADING_PREFIX
from core.markdown.attributes import split_heading

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")
_MAX_SLUG = 100
_OWN_LINK = re.compile(r'<a href="#([^"]{1,200})"')


@dataclass(frozen=True)
class TocEntry:
    level: int
    id: str
    title: str


def take_id(heading: Element) -> None:
    """Read `{#id}` at the end of the heading's source."""
    heading.text, name = split_heading((heading.text or "").rstrip())
    if name:
        heading.set("id", name)


def finish_headings(root: Element) -> tuple[TocEntry, ...]:
    """Give each heading its level and a unique id."""
    headings = [element for element in root.iter() if element.tag in HEADINGS]
    # The page's own title is its h1.
    shift = int(any(heading.tag == "h1" for heading in headings))
    used: dict[str, int] = {}
    entries = []
    for heading in headings:
        title = " ".join(marks.words("".join(heading.itertext())).split())
        level = min(HEADINGS[heading.tag] + shift, 6)
        heading.tag = f"h{level}"
        heading.set("id", _unique(heading.get("id") or _slug(title), used))
        entries.append(TocEntry(level, heading.get("id", ""), title))
    return tuple(entries)


def link_headings(html: str, toc: tuple[TocEntry, ...]) -> str:
    """Point the source's own `#fragment` links to the prefixed ids."""
    ids = {entry.id for entry in toc}

    def prefixed(match: re.Match[str]) -> str:
        target = HEADING_PREFIX + _slug(unescape(match[1]))
        return f'<a href="#{escape(target)}"' if target in ids else match[0]

    return _OWN_LINK.sub(prefixed, html)


def _slug(title: str) -> str:
    slug = _NOT_IN_SLUG.sub("", title.lower()).strip().replace(" ", "-")
    return slug[:_MAX_SLUG] or "section"


def _unique(slug: str, used: dict[str, int]) -> str:
    slug = _slug(slug)
    number = used.get(slug, 0) + 1
    while number > 1 and f"{slug}-{number}" in used:
        number += 1
    used[slug] = number
    name = slug if number == 1 else f"{slug}-{number}"
    used.setdefault(name, 1)
    return HEADING_PREFIX + name
