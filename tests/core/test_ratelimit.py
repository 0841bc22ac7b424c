import time
from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from core.ratelimit import is_over_limit, visitor_address


@pytest.mark.django_db
def test_the_try_after_the_last_one_allowed_is_over():
    tries = [is_over_limit("vote", "10.0.0.1", limit=3, seconds=60) for _ in range(5)]
    assert tries == [False, False, False, True, True]
    assert not is_over_limit("vote", "10.0.0.2", limit=3, seconds=60)
    assert not is_over_limit("post", "10.0.0.1", limit=3, seconds=60)


@pytest.mark.django_db
def test_the_window_begins_with_the_first_try_and_ends(monkeypatch):
    start = time.time()

    def over(at):
        clock = SimpleNamespace(time=lambda: start + at)
        monkeypatch.setattr("core.ratelimit.time", clock)
        return is_over_limit("vote", "10.0.0.3", limit=2, seconds=3600)

    assert [over(0), over(3000), over(3599)] == [False, False, True]
    assert not over(3601)


def request(remote, forwarded=""):
    return RequestFactory().get(
        "/", REMOTE_ADDR=remote, headers={"X-Forwarded-For": forwarded}
    )


def test_a_forwarded_address_is_believed_only_from_known_proxies(settings):
    assert visitor_address(request("10.0.0.9", "6.6.6.6")) == "10.0.0.9"
    settings.TRUSTED_PROXY_COUNT = 1
    assert visitor_address(request("10.0.0.9", "6.6.6.6, 7.7.7.7")) == "7.7.7.7"
    settings.TRUSTED_PROXY_COUNT = 3
    assert visitor_address(request("10.0.0.9", "6.6.6.6, 7.7.7.7")) == "10.0.0.9"


def test_ipv6_visitors_are_counted_by_their_network():
    one = visitor_address(request("2001:db8:1:2::1"))
    other = visitor_address(request("2001:db8:1:2:ffff::9"))
    assert one == other == "2001:db8:1:2::/64"
    assert visitor_address(request("::ffff:192.0.2.7")) == "192.0.2.7"


def test_nonsense_is_one_visitor():
    assert visitor_address(request("<script>")) == "unknown"
