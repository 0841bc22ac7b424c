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

from core.access import page_of

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


class FormAddressMiddleware:
    """Says where an address takes forms alone: Django would answer with nothing at all.

    Stands before the view, for its page is personal as others are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_blank = response.status_code == 405 and not response.content
        if is_blank and request.method == "GET":
            return no_page(request, allowed=response["Allow"])
        return response


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


def no_page(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """Once a form was refused, the address that it is sent to stands in the browser."""
    text = _("This address takes a form, there is nothing to read at it.")
    page = _page(request, 405, text, back=page_of(request.path))
    page["Allow"] = allowed
    return page


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else 0


def _charset(request: HttpRequest) -> str:
    """Django would decode parts by any codec of Python, some of which are no text."""
    return (request.content_params or {}).get("charset", "utf-8").lower()


def _page(request: HttpRequest, status: int, text: str, **more: str) -> HttpResponse:
    return render(request, "error.html", {"text": text, **more}, status=status)
