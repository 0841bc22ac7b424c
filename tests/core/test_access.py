import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from core import access


def answer(request):
    return HttpResponse("in")


def get(view, viewer, path="/somewhere/"):
    request = RequestFactory().get(path)
    request.user = viewer
    request.session = {}
    return view(request)


def test_a_view_without_a_mark_answers_nobody(admin):
    middleware = access.DefaultDenyMiddleware(answer)
    with pytest.raises(PermissionDenied):
        middleware.process_view(RequestFactory().get("/"), answer, (), {})
    assert middleware.process_view(None, access.public(answer), (), {}) is None


def test_signed_in_sends_a_visitor_to_log_in_and_back():
    response = get(access.signed_in(answer), AnonymousUser(), "/a/?b=1")
    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=/a/%3Fb%3D1"


def test_desk_lets_agents_in_and_no_customer(agent, customer):
    view = access.desk(answer)
    assert get(view, agent).content == b"in"
    with pytest.raises(PermissionDenied):
        get(view, customer)
    assert get(view, AnonymousUser()).status_code == 302


def test_admin_only_keeps_agents_out(agent, admin):
    view = access.admin_only(answer)
    assert get(view, admin).content == b"in"
    with pytest.raises(PermissionDenied):
        get(view, agent)


def test_a_lower_floor_sees_what_the_viewer_may_see(team, agent, customer):
    assert list(access.visible(type(team), agent)) == [team]
    assert not access.visible(type(team), customer).exists()
