"""The controls of filters, drawn by hand: a template for each of a hundred options
would be felt on every page of the queue.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms.utils import flatatt
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags.ui import icon
from tickets.moments import day_of

Choices = list[tuple[str, Any]]

_CHOOSER = (
    '<said-choice data-any="{any}"><button class="chooser" type="button" id="id_{name}"'
    ' popovertarget="choose_{name}" aria-labelledby="label_{name} said_{name}">'
    '<span class="truncate" id="said_{name}">{said}</span>{icon}</button>'
    '<div class="menu menu--start" id="choose_{name}" popover role="group"'
    ' aria-labelledby="label_{name}"><div class="chooser__choices">{body}</div></div>'
    "</said-choice>"
)
_OPTION = '<label><input type="{}" name="{}" value="{}"> <span>{}</span></label>'
_DAY = (
    '<label class="field"><span class="field__label">{}</span>'
    '<input type="date" name="{}" value="{}"></label>'
)


@dataclass(frozen=True)
class Offer:
    """What can be chosen, drawn: several of them, or one; and by value what it says."""

    several: SafeString
    one: SafeString
    labels: dict[str, str]


def offer(name: str, choices: Choices) -> Offer:
    labels = {value: str(said) for value, said in choices}
    return Offer(
        _options("checkbox", name, labels.items()),
        _options("radio", name, [("", _("Any")), *labels.items()]),
        labels,
    )


def choosing(name: str, values: list[str], offered: Offer) -> SafeString:
    """Any of those that are ticked will do."""
    said = ", ".join(offered.labels.get(value, value) for value in values)
    return _chooser(name, said, _chosen("checkbox", name, values, offered))


def moment(name: str, values: list[str], days: list[str], offered: Offer) -> SafeString:
    """A span in words, and the days that it lies between."""
    kind = "checkbox" if len(values) > 1 else "radio"
    options = _chosen(kind, name, values or [""], offered)
    ends = [(_("From"), f"{name}_from"), (_("To"), f"{name}_to")]
    inputs = format_html_join(
        "", _DAY, [(*end, day) for end, day in zip(ends, days, strict=True)]
    )
    said = [offered.labels.get(value, value) for value in values]
    if any(days):
        said.append(" – ".join(_in_words(day) for day in days))
    return _chooser(name, ", ".join(said), SafeString(options + inputs))


def typing(name: str, values: list[str], **attributes: Any) -> SafeString:
    """An input for each: what a detail holds may have a comma."""
    said = flatatt({"type": "text", "maxlength": 200} | attributes)
    one = '<input name="{}" value="{}"{}{}>'
    own = [SafeString(f' id="id_{name}"'), *[SafeString()] * (len(values) - 1)]
    rows = [(name, value, at, said) for value, at in zip(values, own, strict=True)]
    return format_html_join("", one, rows)


def _options(kind: str, name: str, choices: Iterable[tuple[str, str]]) -> SafeString:
    rows = ((kind, name, value, said) for value, said in choices)
    return format_html_join("", _OPTION, rows)


def _chosen(kind: str, name: str, values: list[str], offered: Offer) -> SafeString:
    """What is set and not offered (any more) stands before the others."""
    options = offered.one if kind == "radio" else offered.several
    for value in values:
        there = format_html('value="{}"', value)
        if value and value not in offered.labels:
            options = _options(kind, name, [(value, value)]) + options
        options = SafeString(options.replace(there, f"{there} checked", 1))
    return options


def _chooser(name: str, said: str, body: SafeString) -> SafeString:
    anything = _("Any")
    return format_html(
        _CHOOSER,
        name=name,
        any=anything,
        said=said or anything,
        icon=icon("chevron-down"),
        body=body,
    )


def _in_words(text: str) -> str:
    day = day_of(text)
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""
