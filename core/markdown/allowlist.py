"""The allow-list: what HTML may reach a page, whoever wrote it."""

import re
from collections.abc import Mapping
from html import escape

import nh3
from django.utils.safestring import SafeString, mark_safe
from pygments.token import STANDARD_TYPES

from core.markdown.names import (
    ATTRIBUTES,
    BLOCKS,
    FORMATTING,
    OFTEN_UNCLOSED,
    REOPENED,
    VOID,
)
from core.markdown.pictures import (
    is_foreign,
    with_own_files_at,
    with_own_sizes,
    with_whole_addresses,
    without_pictures,
)

_CALLOUTS = ("note", "tip", "important", "warning", "caution")

# div and span carry our own classes only; a source cannot write them.
_TAGS = (FORMATTING | BLOCKS | VOID | {"div", "span"}) - {"h1"}

_ALIGNMENTS = {"align-left", "align-center", "align-right"}
_CLASSES = {
    "span": {name for name in STANDARD_TYPES.values() if name} | {"task-box"},
    "div": {"highlight", "callout", *(f"callout-{kind}" for kind in _CALLOUTS)},
    "p": {"callout-title"},
    "li": {"task", "task-done"},
    "td": _ALIGNMENTS,
    "th": _ALIGNMENTS,
}

HEADING_PREFIX = "h-"
_NUMBER = re.compile(r"\d{1,4}%?\Z")
_NUMBERS = dict.fromkeys(("width", "height", "colspan", "rowspan"), _NUMBER)
_NUMBERS["start"] = re.compile(r"\d{1,9}\Z")
_SCHEMES = {"http", "https", "mailto", "tel"}
# A browser drops these before it reads the scheme, so we do too.
_INVISIBLE = re.compile(
    r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\ufeff\s]+"
)
_SCHEME = re.compile(r"([^/?#:]*):")

_LINK = re.compile(r"<a( [^>]*)?>")
# Nobody can see it, yet a keyboard stops at it.
_EMPTY_LINK = re.compile(r"<a(?: [^<>]*+)?></a>")
# Of a link whose address may not be followed the words stay.
_DEAD_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_HREF = re.compile(r' href="([^"]*)"')
_FOREIGN_REL = ' rel="noopener nofollow ugc"'
# A header that says nothing heads nothing: screen readers would stop at it.
_EMPTY_HEADER = re.compile(r"<th((?: [^<>]*+)?)></th>")
_SCROLL = '<div class="table-scroll" tabindex="0">'
_DIV = re.compile(r"(</?div[^<>]*+>)")

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_MAX_REOPENED = 20_000
_MAX_DEPTH = 500


def safe_url(url: str) -> str | None:
    """The URL without what browsers ignore, or None when it must not be followed."""
    bare = _INVISIBLE.sub("", url)
    scheme = _SCHEME.match(bare)
    if scheme and scheme[1].lower() not in _SCHEMES:
        return None
    return _INVISIBLE.sub("", url.strip().replace(" ", "%20"))


def _filter_attribute(tag: str, name: str, value: str) -> str | None:
    if name in {"href", "src"}:
        return safe_url(value)
    if name in _NUMBERS:
        return value if _NUMBERS[name].match(value) else None
    if name == "class":
        return value if set(value.split()) & _CLASSES.get(tag, set()) else None
    if name == "id":
        return value if value.startswith(HEADING_PREFIX) else None
    return value


_cleaner = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags={"script", "style"},
    attributes=ATTRIBUTES | {f"h{level}": {"id"} for level in range(2, 7)},
    allowed_classes=_CLASSES,
    attribute_filter=_filter_attribute,
    url_schemes=_SCHEMES,
    link_rel=None,
    set_tag_attribute_values={"img": {"loading": "lazy"}},
)


def clean(html: str) -> SafeString:
    """HTML of known size and nesting, reduced to the allow-list."""
    cleaned = _cleaner.clean(_without_scrollers(html))
    cleaned = without_pictures(cleaned, foreign_only=True)
    cleaned = _DEAD_LINK.sub(r"\1", _EMPTY_LINK.sub("", cleaned))
    cleaned = _LINK.sub(_mark_foreign, cleaned)
    cleaned = cleaned.replace("<table>", f"{_SCROLL}<table>")
    cleaned = cleaned.replace("</table>", "</table></div>")
    cleaned = _EMPTY_HEADER.sub(r"<td\1></td>", cleaned)
    # What scrolls must be reachable by keyboard.
    return mark_safe(cleaned.replace("<pre>", '<pre tabindex="0">'))


def sanitise(html: str) -> SafeString:
    """Anybody's HTML reduced to the allow-list; its h1 becomes an h2.

    Never raises; HTML built to exhaust a parser comes back as escaped text.
    """
    html = html.encode("utf-8", "replace").decode()
    if _is_exhausting(html):
        return as_text(html)
    return clean(re.sub(r"(</?h)1(?=[\s/>])", r"\g<1>2", html, flags=re.IGNORECASE))


def stored(html: str) -> SafeString:
    """HTML that `render` or `sanitise` made and a row has kept."""
    return mark_safe(html)


def for_mail(html: str) -> SafeString:
    """The same, as a mail can show it: addresses in full, pictures as links."""
    return mark_safe(with_whole_addresses(without_pictures(html, foreign_only=False)))


def with_files_at(html: str, base: str) -> SafeString:
    """Cleaned HTML with our own files at another address that ends in a slash."""
    return mark_safe(with_own_files_at(html, base))


def with_sizes(html: str, sizes: Mapping[str, tuple[int, int]]) -> SafeString:
    """Cleaned HTML that says how large our own pictures are; `sizes` by their keys."""
    return mark_safe(with_own_sizes(html, sizes))


def as_text(source: str) -> SafeString:
    """The source as it stands, with nothing in it read as markup."""
    return (
        mark_safe(f'<pre tabindex="0">{escape(source)}</pre>')
        if source
        else mark_safe("")
    )


def _without_scrollers(html: str) -> str:
    """The HTML without the wrappers of tables, which are put on anew."""
    kept: list[str] = []
    is_scroller: list[bool] = []
    for token in _DIV.split(html):
        if token.startswith("<div"):
            is_scroller.append(token == _SCROLL)
            dropped = is_scroller[-1]
        else:
            dropped = token == "</div>" and bool(is_scroller) and is_scroller.pop()
        if not dropped:
            kept.append(token)
    return "".join(kept)


def _mark_foreign(match: re.Match[str]) -> str:
    found = _HREF.search(match[0])
    if not found or not is_foreign(found[1]):
        return match[0]
    return f"{match[0][:-1]}{_FOREIGN_REL}>"


def _is_exhausting(html: str) -> bool:
    """Whether html5ever would work far longer than the HTML is long.

    It reopens every open formatting element in each new block, so its work and its
    output are their product; and it walks the open elements at each list item.
    """
    formatting = reopened = depth = 0
    for slash, name in _TAG.findall(html):
        name = name.lower()
        step = -1 if slash else 1
        if name in REOPENED:
            formatting = max(0, formatting + step)
        elif name not in OFTEN_UNCLOSED:
            depth = max(0, depth + step)
        if not slash:
            reopened += formatting
        if reopened > _MAX_REOPENED or depth > _MAX_DEPTH:
            return True
    return False
