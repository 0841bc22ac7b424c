"""How allauth's limits answer: our page, with Retry-After."""

from django.http import HttpRequest, HttpResponse

from core.ratelimit import too_many

# The longest window of ACCOUNT_RATE_LIMITS that a visitor meets in good faith.
RETRY_AFTER = 60
RETRY_AFTER_FAILED_LOGINS = 300


def answer(request: HttpRequest) -> HttpResponse:
    """The URL configuration's handler429."""
    return too_many(request, seconds=RETRY_AFTER)
