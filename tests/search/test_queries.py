"""What people look for is counted without a write, and what it led to."""

from collections import OrderedDict
from datetime import timedelta

import pytest
from django.utils import timezone

from core.view_counts import flush
from search.models import Arrival, SearchQuery
from search.queries import forget_queries, tidied

HOST = "testserver"


@pytest.fixture
def printer(make_article):
    return make_article("Connect a printer", "By cable.")


def follow(client, page, referer):
    client.get(page, headers={"host": HOST, "referer": referer})


def counts():
    rows = SearchQuery.objects.order_by("text")
    return {row.text: (row.asked_count, row.empty_count) for row in rows}


def arrivals():
    rows = Arrival.objects.select_related("query")
    return {(str(row.query or ""), row.place): row.count for row in rows}


def test_searches_are_counted_by_the_flush_under_one_spelling(
    printer, client, sign_in, customer
):
    client.get("/search/?q=printer")
    assert counts() == {}
    client.get("/search/?q=How+do+I+PRINTER%3F")
    sign_in(customer).get("/search/?q=printer")
    client.get("/search/?q=toaster")
    flush()
    assert counts() == {"printer": (3, 0), "toaster": (1, 1)}
    client.get("/search/?q=toaster")
    flush()
    assert counts()["toaster"] == (2, 2)
    assert [row.text for row in SearchQuery.objects.in_vain()] == ["toaster"]


def test_what_was_asked_once_is_forgotten_after_a_month_the_rest_after_a_year(db):
    now = timezone.now()
    for text, asked, days in (("a", 1, 31), ("b", 1, 29), ("c", 2, 31), ("d", 9, 366)):
        last_at = now - timedelta(days=days)
        SearchQuery.objects.create(text=text, asked_count=asked, last_at=last_at)
    forget_queries()
    assert list(counts()) == ["b", "c"]


def test_staff_and_filtered_results_are_not_counted(printer, client, sign_in, agent):
    sign_in(agent).get("/search/?q=toaster")
    client.get("/search/?q=toaster&kind=article")
    client.get("/search/?q=")
    flush()
    assert counts() == {}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Reset for maya@example.com, +49 30 1234567!", "reset"),
        ("maya@example.com", ""),
        ("\x00 ' OR 1=1 --", "1"),
        ("word " * 9, "word"),
        ("ab" * 60, ""),
        (" ".join(f"word{number}" for number in range(99)), "word0 word1"),
    ],
)
def test_what_is_kept_is_tidy_short_and_nobodys_own(typed, kept):
    assert tidied(typed).startswith(kept)
    assert bool(kept) == bool(tidied(typed))
    assert len(tidied(typed)) <= 100


def test_what_led_to_a_page_is_counted_kept_or_made(printer, client, monkeypatch):
    monkeypatch.setattr("core.page_cache.poller.is_trusted", lambda: True)
    monkeypatch.setattr("core.page_cache.store.pages", OrderedDict())
    page = printer.get_absolute_url()
    client.get("/search/?q=printer")
    for _ in range(2):  # the second one is a kept page
        follow(client, page, f"http://{HOST}/search/?q=Printer")
    follow(client, page, f"http://{HOST}/tickets/new/")
    for elsewhere in (
        "http://evil.example/search/?q=printer",
        f"http://evil.example/?x=http://{HOST}/search/?q=x",
        f"http://{HOST}/kb/",
    ):
        follow(client, page, elsewhere)
    flush()
    assert arrivals() == {("printer", "search"): 2, ("", "suggestion"): 1}


def test_an_address_that_says_anything_makes_no_query(printer, client):
    for query in ("q=never+asked", "q=%ff%00", "q=" + "a" * 3000, "&" * 50):
        follow(client, printer.get_absolute_url(), f"http://{HOST}/search/?{query}")
    flush()
    assert counts() == {}
    assert arrivals() == {("", "search"): 4}
