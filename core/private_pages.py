"""Pages that were made for one person stay hers, and no page outlives what it shows."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class PrivatePagesMiddleware:
    """No shared cache keeps a page made for a session; logging out clears the own one.

    Nor one of visitors without asking: a feed says when it changed, by which caches
    guess for how long it holds, a day after ten, and what is hidden would stand there.
    Not `no-store`: browsers would forget what was typed when somebody goes back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        name = settings.SESSION_COOKIE_NAME
        is_hers = name in request.COOKIES or name in response.cookies
        if not response.has_header("Cache-Control"):
            whose = {"private": True} if is_hers else {}
            patch_cache_control(response, **whose, no_cache=True)
        if name in response.cookies and not response.cookies[name].value:
            response["Clear-Site-Data"] = '"cache"'
        return response
