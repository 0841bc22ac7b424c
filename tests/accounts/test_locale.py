import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils import timezone

from accounts.locale import PersonalLocaleMiddleware

pytestmark = pytest.mark.django_db


def zone_seen_by(user, rf, settings, *, session=True):
    seen = []

    def view(request):
        seen.append(timezone.get_current_timezone_name())
        return HttpResponse()

    request = rf.get("/desk/")
    request.user = request._cached_user = user  # as of who was fetched before
    if session:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    PersonalLocaleMiddleware(view)(request)
    return seen[0]


def test_a_person_sees_times_in_her_zone_and_the_next_one_does_not(
    rf, settings, customer, stranger
):
    customer.time_zone = "Asia/Tokyo"

    assert zone_seen_by(customer, rf, settings) == "Asia/Tokyo"
    assert zone_seen_by(stranger, rf, settings) == "UTC"


def test_an_unknown_zone_or_language_falls_back(rf, settings, customer):
    customer.time_zone, customer.language = "Mars/Olympus", "xx"

    assert zone_seen_by(customer, rf, settings) == "UTC"


def test_visitors_cost_no_look_at_the_session(rf, settings):
    class Untouchable:
        def __getattr__(self, name):
            raise AssertionError("the person was asked for")

    assert zone_seen_by(Untouchable(), rf, settings, session=False) == "UTC"
    assert zone_seen_by(AnonymousUser(), rf, settings) == "UTC"
