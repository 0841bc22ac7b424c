"""Texts of another help centre, turned to pictures and addresses of this one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from core.markdown.allowlist import HEADING_PREFIX
from kb import rendering
from kb.importing.addresses import (
    DEFINED,
    HREF,
    IMG,
    LINK,
    PICTURE,
    SRC,
    outside_code,
)
from kb.importing.report import Report
from kb.importing.sources import Source

# the address of a file that is kept with the article
Keep = Callable[[Path], str]


@dataclass(frozen=True)
class Place:
    """Where an article stands here. `page` is its HTML, asked for only where needed."""

    address: str
    title: str
    page: Callable[[], str]

    @cached_property
    def anchors(self) -> set[str]:
        return set(_ID.findall(self.page()))


_ID = re.compile(r'\sid="([^"]+)"')

_ARTICLE = re.compile(
    r"(?<![\w./%~-])<?(?P<url>(?:https?://(?P<host>[\w.:-]+))?/(?:[\w.%~-]+/)*?"
    r"articles/(?P<id>\d+)(?:-[\w.%~-]*)?/?(?:\?[\w=&%.-]*)?"
    r"(?:#(?P<anchor>(?:[\w%.:~=&-]|,(?=\S))*))?)>?"
)
_IMG_ALT = re.compile(r"\salt=([\"'])(?P<alt>[^\"']*)\1", re.I)
# an anchor above a heading becomes the heading's own
_ANCHORED = re.compile(
    r"^[ \t]*<a\s+(?:id|name)=[\"'](?P<id>[\w-]+)[\"']\s*(?:/>|>\s*</a>)[ \t]*\n+"
    r"(?P<heading>#{1,6}[ \t]+[^\n]*?)[ \t]*$",
    re.M | re.I,
)


class Rewriter:
    """Rewrites the texts of one import. `places`: by number and by file."""

    def __init__(
        self, root: Path, places: Mapping[str, Place], hosts: set[str], report: Report
    ) -> None:
        self._root = root.resolve()
        self._places = places
        self._hosts = hosts
        self._report = report

    def rewrite(self, source: Source, keep: Keep) -> str:
        text = _with_anchors(source.body)
        return outside_code(text, lambda words: self._words(words, source, keep))

    def keep_beside(self, source: Source, keep: Keep) -> None:
        """The files that the front matter names: they hang on it without a link."""
        names = source.meta.get("files")
        for name in names if isinstance(names, list) else ():
            if not self._kept(str(name), source, keep):
                self._report.lose("Missing files", source.name, str(name))

    def _words(self, text: str, source: Source, keep: Keep) -> str:
        """Text without code."""
        text = _ARTICLE.sub(lambda found: self._article(found, source), text)
        text = PICTURE.sub(lambda found: self._picture(found, source, keep), text)
        text = IMG.sub(lambda found: self._img(found[0], source, keep), text)
        text = LINK.sub(lambda found: self._link(found, source, keep), text)
        text = DEFINED.sub(lambda found: self._defined(found, source, keep), text)
        return HREF.sub(lambda found: self._href(found, source, keep), text)

    def _article(self, found: re.Match[str], source: Source) -> str:
        place = self._places.get(found["id"])
        if place is None:
            if found["host"] is None or found["host"] in self._hosts:
                kind = "Links to articles that are not here"
                self._report.lose(kind, source.name, found["url"])
            return found[0]
        before = found.string[max(found.start() - 20, 0) : found.start()].rstrip()
        if before.endswith("["):  # the words of a link
            return found[0]
        self._report.links += 1
        address = place.address + self._anchor(place, found["anchor"], source)
        is_target = before.endswith(("](", '="', "='", "]:"))
        if is_target:
            return found[0].replace(found["url"], address)
        words = place.title.replace("[", "\\[").replace("]", "\\]")
        return f"[{words}]({address})"

    def _picture(self, found: re.Match[str], source: Source, keep: Keep) -> str:
        url, alt = found["angled"] or found["bare"] or "", found["alt"]
        if address := self._kept(url, source, keep):
            return f"![{alt}]({address}{found['title'] or ''})"
        words = alt.strip() or _stem(url)
        if _is_foreign(url):
            self._report.lose("Pictures on other sites, linked", source.name, url)
            around = found.string[found.start() - 1 : found.start()]
            return words if around == "[" else f"[{words}]({url})"
        self._report.lose("Missing pictures", source.name, url or found[0])
        return f"*{words.replace('*', '')}*"

    def _img(self, tag: str, source: Source, keep: Keep) -> str:
        src, alt = SRC.search(tag), _IMG_ALT.search(tag)
        url = unescape(src["url"]) if src else ""
        words = alt["alt"].strip() if alt else ""
        if src and (address := self._kept(url, source, keep)):
            return tag[: src.start("url")] + escape(address) + tag[src.end("url") :]
        if _is_foreign(url):
            kind = (
                "Pictures on other sites, linked"
                if words
                else ("Pictures on other sites without a description, left out")
            )
            self._report.lose(kind, source.name, url)
            return f'<a href="{escape(url)}">{words}</a>' if words else ""
        self._report.lose("Missing pictures", source.name, url or tag)
        return f"<em>{words}</em>" if words else ""

    def _link(self, found: re.Match[str], source: Source, keep: Keep) -> str:
        url = found["angled"] or found["bare"] or ""
        address = self._place(url, source, keep)
        return f"({address}{found['title'] or ''})" if address else found[0]

    def _defined(self, found: re.Match[str], source: Source, keep: Keep) -> str:
        if found["head"].lstrip().startswith("[^"):  # a footnote
            return found[0]
        address = self._place(found["url"].strip("<>"), source, keep)
        return found["head"] + address if address else found[0]

    def _href(self, found: re.Match[str], source: Source, keep: Keep) -> str:
        address = self._place(unescape(found["url"]), source, keep)
        return f'{found["head"]}"{escape(address)}"' if address else found[0]

    def _place(self, url: str, source: Source, keep: Keep) -> str:
        """The new address of a link to a file; "" where it stays as it is."""
        if len(url) > 1 and url[0] == "#":
            place = self._places[source.name]
            anchor = self._anchor(place, url[1:], source)
            return "" if anchor else place.address
        if _is_foreign(url) or not url or url[0] in "#/?":
            return ""
        file = self._file(url, source)
        if file is not None:
            name = file.relative_to(self._root).as_posix()
            if name in self._places:
                self._report.links += 1
                place = self._places[name]
                anchor = self._anchor(place, urlsplit(url).fragment, source)
                return place.address + anchor
            return self._kept(url, source, keep)
        self._report.lose("Links to files that are not here", source.name, url)
        return ""

    def _kept(self, url: str, source: Source, keep: Keep) -> str:
        file = None if _is_foreign(url) else self._file(url, source)
        if file is None:
            return ""
        self._report.pictures += 1
        return keep(file)

    def _anchor(self, place: Place, fragment: str | None, source: Source) -> str:
        """Nothing where the page does not have it: the link leads to its top."""
        if not fragment:
            return ""
        name = unquote(fragment).lower().removeprefix(HEADING_PREFIX)
        if HEADING_PREFIX + name in place.anchors:
            return f"#{HEADING_PREFIX}{name}"
        self._report.lose("Links to places that are not there", source.name, fragment)
        return ""

    def _file(self, url: str, source: Source) -> Path | None:
        """The file below the folder that a reference means."""
        try:
            path = unquote(urlsplit(url).path)
            base = self._root if path.startswith("/") else source.path.parent
            file = (base / path.lstrip("/")).resolve()
            is_here = file.is_relative_to(self._root) and file.is_file()
        except (OSError, ValueError):
            return None
        return file if is_here else None


def hosts_of(sources: list[Source], known: Mapping[str, Place]) -> set[str]:
    """The hosts whose addresses lead to articles of this import."""
    return {
        found["host"]
        for source in sources
        for found in _ARTICLE.finditer(source.body)
        if found["host"] and found["id"] in known
    }


def rendered(source: Source) -> str:
    return rendering.render(_with_anchors(source.body)).html


def _with_anchors(body: str) -> str:
    return _ANCHORED.sub(r"\g<heading> {#\g<id>}", body)


def _stem(url: str) -> str:
    name = re.split(r"[?#]", url)[0].rstrip("/").rpartition("/")[2]
    return name.rpartition(".")[0] or name


def _is_foreign(url: str) -> bool:
    return url.startswith("//") or bool(re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", url))
