"""Which language a page is in: its address says so, and readers are led to theirs.

The site's own language has no prefix. Of the others an administrator offers some; their
pages stand under `/<language>/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import translate_url
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import (
    activate,
    get_language,
    get_language_from_path,
    get_language_info,
    get_supported_language_variant,
)
from django.utils.translation.trans_real import parse_accept_lang_header

from core.access import page_of

# whoever subscribed to a feed did so in a language
STEADY = "/feeds/"


@dataclass(frozen=True)
class Place:
    """Where a page stands in one language."""

    code: str
    address: str

    @property
    def name(self) -> str:
        return name_of(self.code)

    @property
    def is_here(self) -> bool:
        return self.code == get_language()


def offered() -> tuple[str, ...]:
    """The codes of the languages that readers may choose besides the site's own."""
    codes: tuple[str, ...] = import_string(settings.OFFERED_LANGUAGES)()
    return codes


def known() -> tuple[str, ...]:
    """The site's own, and those that are offered."""
    return (settings.LANGUAGE_CODE, *offered())


def shown_language() -> str:
    """That of the page at hand: one of `known`."""
    language = get_language() or ""
    return language if language in known() else settings.LANGUAGE_CODE


def name_of(code: str) -> str:
    """What its speakers call a language."""
    return capfirst(get_language_info(code)["name_local"])


def led_to(request: HttpRequest) -> str:
    """The offered language in which the reader wants the page; "" where she has it.

    What she chose counts before her profile, and that before what her browser says.
    An address with a prefix was meant as it is.
    """
    wishes = _wishes(request)
    if not wishes or wishes[0] == settings.LANGUAGE_CODE:
        return ""
    codes = known()
    wanted = next((wish for wish in wishes if wish in codes), settings.LANGUAGE_CODE)
    if wanted == settings.LANGUAGE_CODE or get_language_from_path(request.path_info):
        return ""
    return wanted


def read_in(request: HttpRequest) -> str:
    """The language that somebody without a profile reads."""
    return led_to(request) or settings.LANGUAGE_CODE


def places(
    request: HttpRequest, addresses: Mapping[str, str] | None = None
) -> list[Place]:
    """Where the page stands in each language; none where it has but one address.

    `addresses` by language where they differ by more than the prefix.
    """
    found = addresses or _addresses(request)
    if len(set(found.values())) < 2:
        return []
    return [Place(code, address) for code, address in found.items()]


def languages(request: HttpRequest) -> dict[str, object]:
    """For templates; a page that knows its addresses better gives its own."""
    return {"languages": SimpleLazyObject(lambda: places(request))}


class ReaderLanguageMiddleware:
    """Stands where the reader is known. What is not offered is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if code := get_language_from_path(request.path_info):
            if code not in offered():
                activate(settings.LANGUAGE_CODE)
                raise Http404
        elif address := _elsewhere(request):
            response = HttpResponseRedirect(address)
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
            return response
        return self.get_response(request)


def _elsewhere(request: HttpRequest) -> str:
    """The address of the same page in the reader's language; "" where she is right."""
    if request.method not in ("GET", "HEAD") or request.path.startswith(STEADY):
        return ""
    if request.GET.get("language") == settings.LANGUAGE_CODE:
        return ""  # a link to the words that hers were made from
    if not (code := led_to(request)):
        return ""
    here = request.get_full_path()
    there = translate_url(here, code)
    return "" if there == here else there


def _wishes(request: HttpRequest) -> tuple[str, ...]:
    """Codes in their order, of which the site need not know any."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    profile = ""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        profile = getattr(request.user, "language", "")
    accepted = _accepted(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    return tuple(filter(None, (chosen, profile, *accepted)))


@lru_cache(maxsize=1000)
def _accepted(header: str) -> tuple[str, ...]:
    """What a browser names, and of `de-at` also `de`."""
    named = [code for code, _quality in parse_accept_lang_header(header)]
    return tuple(
        each for code in named for each in (_variant(code), code.split("-")[0])
    )


def _variant(code: str) -> str:
    """As Django knows it: `zh-cn` is `zh-hans`."""
    try:
        return get_supported_language_variant(code)
    except LookupError:
        return ""


def _addresses(request: HttpRequest) -> dict[str, str]:
    codes = known()
    if len(codes) < 2:
        return {}
    is_read = request.method in ("GET", "HEAD")
    here = request.get_full_path() if is_read else page_of(request.path)
    return {code: translate_url(here, code) for code in codes}
