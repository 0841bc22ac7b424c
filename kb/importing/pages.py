"""Pages of HTML as articles: their words, and what their head says of them."""

from __future__ import annotations

from typing import Any

from bs4 import Tag

from core.foreign_html import as_markdown, soup_of
from kb.importing.report import Report

SUFFIXES = (".html", ".htm", ".xhtml")
# what stands around the words on each page
_AROUND = ["nav", "header", "footer", "aside"]


def read_page(text: str, name: str, report: Report) -> tuple[dict[str, Any], str]:
    """`<meta name="…" content="…">` as front matter, and the words as Markdown."""
    soup = soup_of(text)
    meta: dict[str, Any] = {
        str(tag["name"]).lower(): str(tag["content"])
        for tag in soup.find_all("meta", attrs={"name": True, "content": True})
    }
    meta.setdefault("tags", meta.pop("keywords", None))
    words = soup.find("main") or soup.find("article") or soup.find("body") or soup
    assert isinstance(words, Tag)
    if words.name not in ("main", "article"):
        for tag in words.find_all(_AROUND):
            tag.decompose()
    if title := _title(soup, words):
        meta.setdefault("title", title)
    for tag in words.find_all(["head", "title", "meta", "link"]):
        tag.decompose()
    return meta, as_markdown(words, lead=str, name=name, report=report)


def _title(soup: Tag, words: Tag) -> str:
    """Its first heading, which is no part of the text then, else its title."""
    heading = words.find("h1")
    if heading is None:
        title = soup.find("title")
        return title.get_text() if title else ""
    text = heading.get_text()
    heading.extract()
    return text
