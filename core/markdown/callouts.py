"""Quotations that are notes: `> [!NOTE]` and `> **Note**`."""

import re
from xml.etree.ElementTree import Element

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from markdown.util import AtomicString

_TITLES = {
    "note": _("Note"),
    "tip": _("Tip"),
    "important": _("Important"),
    "warning": _("Warning"),
    "caution": _("Caution"),
}
_KINDS = "|".join(_TITLES)
_ALERT = re.compile(rf"\[!({_KINDS})\][ \t]*\n?", re.IGNORECASE)
_BOLD = re.compile(
    rf"(?:\*\*|__)({_KINDS})(:?)(?:\*\*|__)(:?)[ \t]*(?:\n|\Z)", re.IGNORECASE
)
_BOLD_START = re.compile(rf"(?:\*\*|__)({_KINDS})\b", re.IGNORECASE)


def make_callout(quote: Element) -> None:
    """Turn the quotation into a callout where its first words say so."""
    first = quote[0] if len(quote) else None
    if first is None or first.tag != "p" or not first.text:
        return
    if alert := _ALERT.match(first.text):
        kind = alert[1].lower()
        _make(quote, kind, gettext(_TITLES[kind]))
        _cut(quote, first, alert.end())
    elif bold := _BOLD.match(first.text):
        _make(quote, bold[1].lower(), bold[1])
        _cut(quote, first, bold.end())
    elif bold := _BOLD_START.match(first.text):
        # The author's own words are title enough.
        quote.tag = "div"
        quote.set("class", f"callout callout-{bold[1].lower()}")


def _make(quote: Element, kind: str, title: str) -> None:
    quote.tag = "div"
    quote.set("class", f"callout callout-{kind}")
    element = Element("p", {"class": "callout-title"})
    element.text = AtomicString(title)
    quote.insert(0, element)


def _cut(quote: Element, first: Element, length: int) -> None:
    first.text = (first.text or "")[length:]
    if not first.text.strip():
        quote.remove(first)
