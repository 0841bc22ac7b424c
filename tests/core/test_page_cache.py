"""A kept page is never old for more than a moment, and never somebody else's."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from core import page_cache
from core.page_cache import PageCacheMiddleware, PageStore, Poller, keep


@pytest.fixture
def feed(monkeypatch):
    """What the next poll will say."""
    changed: set[str] = set()
    monkeypatch.setattr(
        "core.page_cache.import_string", lambda path: lambda mark: (1, set(changed))
    )
    return changed


@pytest.fixture
def poller(monkeypatch, feed):
    store = PageStore()
    poller = Poller(store)
    monkeypatch.setattr(poller, "keep_polling", lambda: None)
    monkeypatch.setattr(page_cache, "store", store)
    monkeypatch.setattr(page_cache, "poller", poller)
    monkeypatch.setattr("core.languages.offered", lambda: ("de",))
    poller.poll()
    return poller


@pytest.fixture
def site(poller):
    """A site of one page that says how often it was made."""
    made = []

    def view(request):
        made.append(request)
        return keep(HttpResponse(f"made {len(made)}"), "brand", "kb.article:7")

    middleware = PageCacheMiddleware(view)

    def get(path="/", **extra):
        cookies = extra.pop("cookies", {})
        request = RequestFactory().generic(extra.pop("method", "GET"), path, **extra)
        request.COOKIES.update(cookies)
        return middleware(request)

    return get


def text(response):
    return response.content.decode()


def test_a_second_visitor_gets_the_kept_bytes_and_headers(site):
    first, second = site(), site()
    assert text(first) == text(second) == "made 1"
    assert first["ETag"] == second["ETag"]
    assert second["Cache-Control"] == "no-cache"


def test_the_same_page_again_is_a_304(site):
    etag = site()["ETag"]
    assert site(HTTP_IF_NONE_MATCH=etag).status_code == 304
    assert site(HTTP_IF_NONE_MATCH='"other"').status_code == 200


@pytest.mark.parametrize("cookie", ["sessionid", "messages", "csrftoken"])
def test_a_person_is_never_answered_from_it_nor_kept_in_it(site, cookie):
    site()
    assert text(site(cookies={cookie: "x"})) == "made 2"
    assert text(site()) == "made 1"


def test_the_language_of_a_page_is_that_of_its_address(site):
    german = {"HTTP_ACCEPT_LANGUAGE": "fr, de-AT;q=0.8, en;q=0.5"}
    assert text(site(**german)) == "made 1"  # would lead her on
    assert text(site()) == "made 2"
    assert text(site(cookies={"django_language": "de"})) == "made 3"
    assert text(site(cookies={"django_language": "en"}, **german)) == "made 2"
    assert text(site(HTTP_ACCEPT_LANGUAGE="fr, en-GB;q=0.8, de;q=0.5")) == "made 2"
    assert text(site("/de/", **german)) == text(site("/de/")) == "made 4"


@pytest.mark.parametrize(
    "ask",
    [
        {"path": "/?q=1"},
        {"method": "POST"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_HOST": "other.example"},
        {"path": "/other/"},
    ],
)
def test_what_may_differ_is_another_page(site, ask):
    site()
    assert text(site(**ask)) == "made 2"


def test_a_change_of_one_key_forgets_the_page(site, poller, feed):
    site()
    feed.add("kb.article:8")
    poller.poll()
    assert text(site()) == "made 1"
    feed.add("kb.article:7")
    poller.poll()
    assert text(site()) == "made 2"


def test_a_page_made_while_something_changed_is_not_kept(poller, feed):
    def view(request):
        feed.add("forums.topic:1")
        poller.poll()
        return keep(HttpResponse("old"), "kb")

    middleware = PageCacheMiddleware(view)
    middleware(RequestFactory().get("/"))
    assert page_cache.store.pages == {}


def test_without_word_from_the_database_nothing_is_answered_from_it(site, poller):
    site()
    poller.polled_at -= 2
    assert text(site()) == "made 2"


@pytest.mark.parametrize("status", [200, 404])
def test_a_page_that_sets_a_cookie_or_failed_is_not_kept(poller, status):
    def view(request):
        response = keep(HttpResponse("x", status=status), "kb")
        if status == 200:
            response.set_cookie("seen", "1")
        return response

    PageCacheMiddleware(view)(RequestFactory().get("/"))
    assert page_cache.store.pages == {}


def test_the_longest_unread_page_goes_when_it_is_full(site, monkeypatch):
    monkeypatch.setattr(page_cache, "BYTES_AT_MOST", 15)
    site("/a/"), site("/b/"), site("/a/"), site("/c/")
    assert text(site("/a/")) == "made 1"
    assert text(site("/b/")) == "made 4"


def test_after_logging_out_the_browser_forgets(client, customer, db):
    client = Client()
    client.force_login(
        customer, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get("/tickets/")["Cache-Control"] == "private, no-cache"
    response = client.post("/accounts/logout/")
    assert response["Clear-Site-Data"] == '"cache"'
