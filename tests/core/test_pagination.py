import base64
import json

import pytest
from django.test import RequestFactory

from accounts.models import User
from core.pagination import first_page, first_rows, is_first_page, paginate


@pytest.fixture
def people(make_person):
    return [make_person(f"Person {n:02}", email=f"p{n}@example.com") for n in range(7)]


def page(url="/", order=("display_name", "pk"), size=3):
    return paginate(
        RequestFactory().get(url), User.objects.all(), order=order, size=size
    )


def names(rows):
    return [row.display_name[-2:] for row in rows]


def test_every_row_is_met_once_going_forth_and_back(people):
    first = page()
    second = page(first.next_url)
    third = page(second.next_url)
    assert names(first) + names(second) + names(third) == [f"{n:02}" for n in range(7)]
    assert third.next_url == first.previous_url == ""
    back = page(third.previous_url)
    assert names(back) == names(second)
    assert names(page(back.previous_url)) == names(first)
    assert page(back.previous_url).previous_url == ""


@pytest.mark.parametrize("size", [3, 7])
def test_a_first_page_of_rows_at_hand_is_the_same(people, size):
    order, request = ("display_name", "pk"), RequestFactory().get("/?q=printer")
    rows = list(first_rows(User.objects.all(), order=order, size=size))
    shown = first_page(request, rows, order=order, size=size)
    assert shown == page("/?q=printer", size=size)
    assert is_first_page(request)
    assert not is_first_page(RequestFactory().get("/?before=x"))


def test_equal_keys_are_told_apart_by_the_last_column(people):
    User.objects.update(display_name="Same 00")
    first = page(order=("-display_name", "-pk"))
    second = page(first.next_url, order=("-display_name", "-pk"))
    assert [row.pk for row in [*first, *second]] == [p.pk for p in people[::-1]][:6]


def test_other_filters_stay_in_the_address(people):
    assert "q=printer" in page("/?q=printer&after=nonsense").next_url


@pytest.mark.parametrize(
    "key",
    [
        "nonsense",
        "%00",
        "W10",  # []
        "WzFd",  # [1]
        "W1sxXSxbMl1d",  # [[1],[2]]
        "WyJhIiwgOTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ",  # ["a", 10^24]
        "x" * 5000,
        "WyJcdTAwMDAiLCAxXQ",  # ["\\0", 1]
    ],
)
def test_a_key_that_says_nothing_is_the_first_page(people, key):
    assert names(page(f"/?after={key}")) == ["00", "01", "02"]


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00+14:00",  # before the first year, in UTC
        "9999-12-31T23:59:59-14:00",
        "2024-01-01T00:00:00",  # nowhere in particular
        None,
        float("inf"),
    ],
)
def test_a_moment_that_no_database_takes_is_the_first_page(people, moment):
    first = names(page(order=("joined_at", "pk")))
    key = base64.urlsafe_b64encode(json.dumps([moment, 1]).encode()).decode()
    assert names(page(f"/?after={key}", order=("joined_at", "pk"))) == first


def test_text_that_no_database_takes_is_the_first_page(people):
    key = base64.urlsafe_b64encode(json.dumps(["\ud800", 1]).encode()).decode()
    assert names(page(f"/?after={key}")) == ["00", "01", "02"]


def test_a_page_costs_one_query(people, django_assert_num_queries):
    second = page().next_url
    with django_assert_num_queries(1):
        page(second)


@pytest.mark.parametrize("order", [("-display_name", "pk"), ("display_name", "-pk")])
def test_columns_may_run_either_way(people, order):
    User.objects.filter(display_name__lt="Person 04").update(display_name="Same 99")
    met, url = [], "/"
    while url:
        rows = page(url, order=order, size=2)
        met += [row.pk for row in rows]
        url = rows.next_url
    assert met == list(User.objects.order_by(*order).values_list("pk", flat=True))
