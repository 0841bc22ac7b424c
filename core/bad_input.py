"""Input that no page can mean: answered with a clear 4xx before any view."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


class RefuseBadInputMiddleware:
    """NUL bytes in the address are refused; a body over the limit gets a 413 page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return _page(request, 400, _("This address holds characters it cannot."))
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent)):
            return too_large(request)
        return None


def too_large(request: HttpRequest) -> HttpResponse:
    text = _(
        "That was more than we can take at once. Go back: your text is still there."
    )
    return _page(request, 413, text)


def _page(request: HttpRequest, status: int, text: Any) -> HttpResponse:
    return render(
        request, "error.html", {"status": status, "text": text}, status=status
    )
