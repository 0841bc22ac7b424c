"""A post's HTML as Markdown."""

from __future__ import annotations

from bs4 import Tag

from core.foreign_html import as_markdown, soup_of
from core.losses import Losses
from core.markdown import MAX_LENGTH
from forums.importing.sources import Written


def body_of(written: Written, losses: Losses) -> str:
    name = f"post {written.key}"
    soup = soup_of(written.html)
    for picture in soup.find_all("img"):
        _link(picture, name, losses)
    body = as_markdown(soup, lead=str, name=name, report=losses)
    if len(body) > MAX_LENGTH:
        losses.lose("Too long for Markdown, shown as it stands", name, str(len(body)))
    return body


def _link(picture: Tag, name: str, losses: Losses) -> None:
    """Readers of our pages fetch nothing from elsewhere: the picture is a link."""
    address, words = str(picture.get("src") or ""), str(picture.get("alt") or "")
    losses.lose("Pictures on other sites, linked", name, address[:200])
    shown: Tag | str = words or address
    if not picture.find_parent("a") and address.startswith(("http://", "https://")):
        link = soup_of("").new_tag("a", href=address)
        link.string = words or address
        shown = link
    picture.replace_with(shown)
