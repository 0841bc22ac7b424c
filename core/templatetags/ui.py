"""The small repeated pieces of every page: icons, people, times, badges."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol, cast

from django import template
from django.template import Context, Engine
from django.template.loader import get_template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from lucide.templatetags.lucide import lucide

from core.bundles import stylesheets
from core.markdown import for_mail, split_quote, stored, with_files_at
from core.panels import Panel
from core.panels import panels as filled_panels
from core.structured import Facts, StructuredData, organization, whole_address

register = template.Library()
register.filter(whole_address)
register.simple_tag(stylesheets)

TONES = 8
# those that the site's head leads to
SECTIONS = ("/kb/", "/forums/", "/tickets/")


class Person(Protocol):
    """What an avatar needs to know of somebody."""

    pk: Any
    is_agent: bool

    @property
    def public_name(self) -> str: ...


@register.simple_tag
def same_for_all(part: str, **given: Hashable) -> SafeString:
    """A part that takes values alone, drawn once in a process for the same ones."""
    return _drawn(part, get_language(), **given)


def drawn_anew(part: str, **given: Hashable) -> SafeString:
    """Such a part, where it is not worth keeping."""
    return cast(SafeString, get_template(part).render(given))


# typed, for words that are safe are drawn in another way than the same that are not
@lru_cache(maxsize=2048, typed=True)
def _drawn(part: str, _language: str | None, **given: Hashable) -> SafeString:
    """In the active language, which is the one named."""
    return drawn_anew(part, **given)


@register.simple_tag
def icon(name: str, *, label: str = "", css: str = "") -> SafeString:
    """A Lucide icon; silent to screen readers unless it has a label."""
    return _icon(str(name), str(label), str(css))


@lru_cache(maxsize=512)
def _icon(name: str, label: str, css: str) -> SafeString:
    speech = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    attributes = {"class": f"icon {css}".strip(), **speech}
    # A deep copy of an element tree for each icon of each row would be felt.
    return format_html("{}", lucide(name, size=None, **attributes))


@register.simple_tag
def avatar(person: Person | None, size: str = "") -> SafeString:
    """A picture or initials, beside a written name; size: small, large or huge."""
    css = f"avatar avatar--{size}" if size else "avatar"
    if not person:
        return format_html(
            '<span class="{} avatar--none" aria-hidden="true">{}</span>',
            css,
            icon("user"),
        )
    if picture := getattr(person, "picture_url", ""):
        return format_html(
            '<span class="{}"><img src="{}" alt="" loading="lazy" decoding="async">'
            "</span>",
            css,
            picture,
        )
    return _letters(css, tone(person.pk), person.public_name)


@lru_cache(maxsize=1024)
def _letters(css: str, tone: int, name: str) -> SafeString:
    return format_html(
        '<span class="{} avatar--tone-{}" aria-hidden="true">{}</span>',
        css,
        tone,
        initials(name),
    )


def tone(pk: object) -> int:
    """One of the avatar colours, always the same for a person."""
    return (pk if isinstance(pk, int) else 0) % TONES + 1


@register.filter
def initials(name: str) -> str:
    words = [word for word in str(name).split() if word[0].isalnum()]
    words = words or [letter for letter in str(name) if letter.isalnum()][:1]
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()


@register.simple_tag
def person(who: Person | None, size: str = "small") -> SafeString:
    """Avatar, public name and, for agents, the badge that says so."""
    if not who:
        return format_html(
            '<span class="person">{}<span class="person__name">{}</span></span>',
            avatar(None, size),
            _("Nobody"),
        )
    return format_html(
        '<span class="person">{}<span class="person__name">{}</span>{}</span>',
        avatar(who, size),
        who.public_name,
        staff_badge() if who.is_agent else "",
    )


@register.simple_tag
def staff_badge() -> SafeString:
    return format_html('<span class="badge badge--staff">{}</span>', _("Staff"))


@register.simple_tag
def status(value: str, label: str = "") -> SafeString:
    """The badge of a ticket's status, a topic's state or a priority."""
    return format_html(
        '<span class="badge" data-status="{}">{}</span>', value, label or value
    )


@register.simple_tag
def foreign(language: str) -> SafeString | str:
    """Says of an element that its words are not in the language of the page."""
    if language in ("", get_language()):
        return ""
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    return format_html(' lang="{}" dir="{}"', language, direction)


@register.simple_tag
def structured(data: list[Facts], site_name: str) -> SafeString:
    """What a page says of itself to machines."""
    return format_html("{}", StructuredData(organization(site_name), *data))


@register.filter
def rendered(html: str) -> SafeString:
    """HTML that `core.markdown` made and a row kept."""
    return stored(html)


@register.filter
def rendered_parts(html: str) -> list[SafeString]:
    """The same HTML as [what is new, the quote at its end or ""]."""
    return [stored(part) for part in split_quote(html)]


@register.simple_tag
def files_at(base: str, html: SafeString) -> SafeString:
    """Cleaned HTML whose pictures come through a guest's link, where there is one."""
    return with_files_at(html, base) if base else html


@register.filter
def mailed(html: str) -> SafeString:
    """The same HTML as a mail can show it."""
    return for_mail(html)


@register.filter
def ago(when: datetime | None) -> SafeString | str:
    """The moment in full, which the browser then says as “3 hours ago”."""
    if not when:
        return ""
    local = localtime(when) if is_aware(when) else when
    return _in_full(local.isoformat(timespec="seconds"), get_language())


@lru_cache(maxsize=4096)
def _in_full(local: str, _language: str | None) -> SafeString:
    """As the active language, which is the one named, writes it; `local` in ISO 8601,
    since moments that are equal have other words in other zones.
    """
    return format_html(
        '<relative-time><time datetime="{}">{}</time></relative-time>',
        local,
        date_format(datetime.fromisoformat(local), "DATETIME_FORMAT"),
    )


@register.filter
def section(path: str) -> str:
    """The part of the site that a path lies in; "" where it lies in none."""
    return next((part for part in SECTIONS if part in path), "")


@register.simple_tag
def current(path: str, prefix: str, value: str = "true") -> SafeString | str:
    """`aria-current` for a link whose part of the site the path lies in."""
    if prefix and prefix in path:
        return format_html(' aria-current="{}"', value)
    return ""


@register.simple_tag
def panels(slot: str, **given: Any) -> list[Panel]:
    """What the apps put into a slot, each to be drawn with `{% panel %}`."""
    return filled_panels(slot, **given)


@register.simple_tag(takes_context=True)
def panel(context: Context, filled: Panel) -> SafeString:
    """A filled panel, drawn with its own context and who is asking, no more."""
    shared = {key: context.get(key) for key in ("request", "user", "csrf_token")}
    part = Engine.get_default().get_template(filled.template)
    with context.render_context.push_state(part):
        return part.render(context.new({**shared, **filled.context}))
