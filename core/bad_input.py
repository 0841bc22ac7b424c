"""Input that no page can mean: answered with a clear 4xx."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class RefuseBadInputMiddleware:
    """Refuses NUL bytes in the address, and bodies that nobody should have to read:

    too long, or in another encoding than our pages have.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        if _charset(request) not in ("utf-8", "utf8"):
            return bad_request(request)
        if _length(request) > settings.REQUEST_BYTES:
            return too_large(request)
        return self.get_response(request)


def bad_request(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    """The site's handler400: whatever Django found suspicious."""
    if isinstance(exception, _TOO_MUCH):
        return too_large(request)
    return _page(request, 400, _("This address or form holds something it cannot."))


def too_large(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        413,
        _("That was more than we can take at once. Go back: your text is still there."),
    )


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else 0


def _charset(request: HttpRequest) -> str:
    """Django would decode parts by any codec of Python, some of which are no text."""
    return (request.content_params or {}).get("charset", "utf-8").lower()


def _page(request: HttpRequest, status: int, text: str) -> HttpResponse:
    return render(
        request, "error.html", {"status": status, "text": text}, status=status
    )
