"""The CSRF rule that lets cached pages carry forms."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.translation import gettext as _

# fields of our forms that hold a person's own words
FIELDS = ("body", "title", "subject")


class SameOriginCsrfMiddleware(CsrfViewMiddleware):
    """Without a session cookie there is no identity to ride on: same origin will do.

    A page from the shared cache carries no token of its reader. So where no session
    cookie came, Sec-Fetch-Site or Origin, else Referer, must name this site; with a
    session the token is required as always.
    """

    def process_view(
        self,
        request: HttpRequest,
        callback: Callable[..., Any],
        callback_args: tuple[Any, ...],
        callback_kwargs: dict[str, Any],
    ) -> HttpResponseForbidden | None:
        if (
            settings.SESSION_COOKIE_NAME not in request.COOKIES
            and not getattr(request, "csrf_processing_done", False)
            and is_same_origin(request)
        ):
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)


def is_same_origin(request: HttpRequest) -> bool:
    """Does the browser itself say that the request came from a page of ours?"""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    source = request.headers.get("Origin") or request.headers.get("Referer")
    if not source:
        return False
    return urlsplit(source)[:2] in (
        urlsplit(settings.SITE_URL)[:2],
        (request.scheme, request.get_host()),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A stale form: says what to do and shows the words, so that none are lost."""
    words = [request.POST.get(name, "") for name in FIELDS]
    context = {
        "text": _(
            "This page was open for so long that the form is no longer valid. "
            "Go back, reload the page and send it again."
        ),
        "typed": "\n\n".join(filter(None, words)),
    }
    return render(request, "error.html", context, status=403)
