"""Addresses of this site, turned to files of the folder."""

from __future__ import annotations

import os
import re
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import quote

from django.conf import settings

from core.markdown.allowlist import HEADING_PREFIX
from kb.exporting.layout import Layout
from kb.importing.addresses import (
    DEFINED,
    HREF,
    IMG,
    LINK,
    PICTURE,
    SRC,
    outside_code,
)
from kb.models import Article

_ARTICLE = re.compile(
    r"(?:/(?P<language>[a-z]{2,3}(?:-[a-z]+)?))?/kb/articles/(?P<pk>\d+)(?:-[\w-]*)?/?"
    r"(?:#(?P<anchor>[^#]*))?"
)
_FILE = re.compile(r"/files/(?P<key>[0-9a-f-]{36})/[^/]*")


class Addresses:
    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def relative(self, body: str, place: PurePosixPath) -> str:
        """The text with each address of an article or its file as seen from there."""

        def target(found: re.Match[str]) -> str:
            url = found["angled"] or found["bare"] or ""
            return _with(found, "angled" if found["angled"] else "bare", change(url))

        def url(found: re.Match[str]) -> str:
            return _with(found, "url", change(found["url"]))

        def attribute(found: re.Match[str]) -> str:
            return _with(found, "url", escape(change(unescape(found["url"]))))

        def change(address: str) -> str:
            return self._relative(address, place)

        def words(text: str) -> str:
            text = PICTURE.sub(target, text)
            text = LINK.sub(target, text)
            text = DEFINED.sub(url, text)
            text = HREF.sub(attribute, text)
            return IMG.sub(lambda found: SRC.sub(attribute, found[0]), text)

        return outside_code(text=body, change=words)

    def _relative(self, address: str, place: PurePosixPath) -> str:
        path = address.removeprefix(settings.SITE_URL)
        if found := _FILE.fullmatch(path):
            file = self._layout.uploads.get(found["key"])
            return _from(place, file) if file else address
        found = _ARTICLE.fullmatch(path)
        if found is None or int(found["pk"]) not in self._layout.stems:
            return address
        language = found["language"] or settings.LANGUAGE_CODE
        there = self._layout.place_of(Article(pk=int(found["pk"])), language)
        anchor = (found["anchor"] or "").removeprefix(HEADING_PREFIX)
        return _from(place, there) + (f"#{anchor}" if anchor else "")


def _from(place: PurePosixPath, file: PurePosixPath) -> str:
    return quote(os.path.relpath(file, place.parent))


def _with(found: re.Match[str], group: str, text: str) -> str:
    """The match with a group of it replaced."""
    start, end = (each - found.start() for each in found.span(group))
    return found[0][:start] + text + found[0][end:]
