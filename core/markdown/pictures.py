"""Pictures where they may not be loaded: links in their place.

A picture of another site tells that site who reads, and when; our pages would not load
it. In a mail the same holds for all, and our own are for those who are logged in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

from django.conf import settings

_TAG = re.compile(r'<a[ >]|</a>|<img((?: [a-z]+="[^"]*")*)>')
_SRC = re.compile(r' src="([^"]*)"')
_ALT = re.compile(r' alt="([^"]*)"')
# Browsers read a backslash here as a slash.
_FOREIGN = re.compile(r"https?:|[/\\]{2}", re.IGNORECASE)
_FILE = re.compile(
    r'(<(?:a|img)(?: [a-z]+="[^"]*")*? (?:href|src)=")/files/(?=[0-9a-f-]{36}/)'
)
_OWN_PICTURE = re.compile(
    r'<img(?: [a-z]+="[^"]*")*? src="/files/([0-9a-f-]{36})/[^"]*"(?: [a-z]+="[^"]*")*>'
)
_SIZE = re.compile(r' (?:width|height)="')
_PATH = re.compile(r'(<a(?: [a-z]+="[^"]*")*? href=")(?=/(?![/\\]))')


def is_foreign(address: str) -> bool:
    """Does this address of an attribute lead to another site?"""
    own = escape(site_url())
    return bool(_FOREIGN.match(address)) and not (
        own and f"{address}/".startswith(f"{own}/")
    )


def without_pictures(html: str, *, foreign_only: bool) -> str:
    """Cleaned HTML with links to its pictures; within a link their words alone."""
    is_linked = False

    def replaced(match: re.Match[str]) -> str:
        nonlocal is_linked
        if match[1] is None:
            is_linked = match[0] != "</a>"
            return match[0]
        source = _SRC.search(match[1])
        address = source[1] if source else ""
        if foreign_only and not is_foreign(address):
            return match[0]
        alt = _ALT.search(match[1])
        words = escape(unescape(alt[1] if alt and alt[1] else address), quote=False)
        return words if is_linked or not words else f'<a href="{address}">{words}</a>'

    return _TAG.sub(replaced, html)


def with_whole_addresses(html: str) -> str:
    """Cleaned HTML whose links lead to this site from wherever it is read."""
    return _PATH.sub(lambda match: match[1] + escape(site_url()), html)


def with_own_files_at(html: str, base: str) -> str:
    """Cleaned HTML with another address before `<key>/<name>` of our files."""
    return _FILE.sub(lambda match: match[1] + escape(base), html)


def own_pictures(html: str) -> set[str]:
    """The keys of our files that cleaned HTML shows."""
    return set(_OWN_PICTURE.findall(html))


def with_own_sizes(html: str, sizes: Mapping[str, tuple[int, int]]) -> str:
    """Cleaned HTML whose pictures take their place before they are there.

    `sizes` by key, in pixels; what the source asked for stays.
    """

    def sized(match: re.Match[str]) -> str:
        if match[1] not in sizes or _SIZE.search(match[0]):
            return match[0]
        width, height = sizes[match[1]]
        return f'{match[0][:-1]} width="{width:d}" height="{height:d}">'

    return _OWN_PICTURE.sub(sized, html)


def site_url() -> str:
    return str(getattr(settings, "SITE_URL", "")).rstrip("/")
