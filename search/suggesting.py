"""What to show beside a form while somebody types what is wrong."""

from __future__ import annotations

import unicodedata

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from core.ratelimit import is_over_limit, visitor_address
from search.finding import Result, suggested

QUERY_LENGTH = 400
# what a suggestion takes: a syllable, or a word where one sign is one
LETTERS, SIGNS = 3, 2
A_MINUTE = 120
# who types the same words again is not looked up again
KEPT_SECONDS = 60


def suggestions_for(request: HttpRequest, text: str) -> list[Result]:
    """The best few; none for words that say too little, or asked for too often."""
    text = text.strip()[:QUERY_LENGTH]
    who = visitor_address(request)
    often = is_over_limit("suggestions", who, limit=A_MINUTE, seconds=60)
    return suggested(text, request.user) if says_enough(text) and not often else []


def says_enough(text: str) -> bool:
    is_sign = [unicodedata.category(char) == "Lo" for char in text]
    return len(text) >= (SIGNS if any(is_sign) else LETTERS)


def kept_a_minute(response: HttpResponse) -> HttpResponse:
    """By her own browser alone."""
    patch_cache_control(response, private=True, max_age=KEPT_SECONDS)
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    return response
