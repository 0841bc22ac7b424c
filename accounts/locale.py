"""Each signed-in person sees the site in her own language and time zone."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from accounts.models import User
from core.languages import known

# Under these the language is the person's; elsewhere the address names it.
UNPREFIXED = ("/accounts/", "/desk/", "/notifications/")


class PersonalLocaleMiddleware:
    """Asks for the person only where the session names one: visitors cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        person = get_user(request)
        if not isinstance(person, User):
            return self.get_response(request)
        # herself: Django's lazy object looks at each question whether it has her yet
        request.user = person
        if request.path.startswith(UNPREFIXED):
            translation.activate(_known(person.language))
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(zone_of(person)):
            return self.get_response(request)


def _known(language: str) -> str:
    own = settings.LANGUAGE_CODE
    return language if language != own and language in known() else own


def zone_of(person: User) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(person.time_zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo(settings.TIME_ZONE)
