"""An empty site leads to the page that makes its first administrator."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from accounts.models import User


class FirstRunMiddleware:
    """Sends `/` to the welcome page while nobody administers the site.

    Once an administrator was seen, this process never asks the database again.
    """

    is_open = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/" and not self._is_open():
            return HttpResponseRedirect(reverse("brand:welcome"))
        return self.get_response(request)

    @classmethod
    def _is_open(cls) -> bool:
        if not cls.is_open:
            cls.is_open = User.objects.admins().exists()
        return cls.is_open
