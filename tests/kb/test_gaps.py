"""What was searched for and not found becomes articles."""

import pytest

from activity.models import Event
from core.view_counts import flush
from kb.gaps import gaps
from kb.models import Article
from search.models import SearchQuery
from tickets.actions import open_ticket
from tickets.models import Ticket


@pytest.fixture
def look(client, db):
    def look(**times):
        for text, number in times.items():
            for _ in range(number):
                client.get("/search/", {"q": text.replace("_", " ")})
        flush()

    return look


@pytest.fixture
def gap(look):
    look(reset_toaster=3, toaster_resets=1, toasters_reset=1, refund=2)
    return SearchQuery.objects.get(text="reset toaster")


def shown():
    return [(gap.query.text, gap.empty_count, len(gap.others)) for gap in gaps()]


def test_queries_that_ask_for_the_same_stand_together(
    gap, look, sign_in, writer, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert shown() == [("reset toaster", 5, 2), ("refund", 2, 0)]
    look(refunds=4)
    page = sign_in(writer).get("/desk/articles/gaps/").text
    assert page.index("refunds") < page.index("reset toaster")


def test_write_this_article_carries_the_query_and_the_tickets_behind_it(
    gap, sign_in, writer, customer, category, private_team
):
    def ask(subject, **given):
        fields = {"requester": customer, "by": customer, "body": "Help."}
        return open_ticket(subject=subject, channel="web", **fields, **given)

    ask("My toaster burns")
    ask("Secret toaster", team=private_team)
    ask("A kettle")
    client = sign_in(writer)
    page = client.get("/desk/articles/gaps/").text
    address = f"/desk/articles/new/?query={gap.pk}"
    assert address in page
    page = client.get(address)
    assert page.context["form"]["title"].value() == "Reset toaster"
    assert [ticket.subject for ticket in page.context["tickets"]] == [
        "My toaster burns"
    ]
    assert "toaster resets" in page.text
    client.post(
        address,
        {"title": "Reset it", "category": category.pk, "body": "Pull the plug."},
    )
    event = Event.objects.about(Article.objects.get()).get()
    assert event.related == gap
    assert shown() == [("refund", 2, 0)]
    assert Ticket.objects.count() == 3


def test_what_is_not_for_us_leaves_the_list(gap, sign_in, writer, agent):
    address = f"/desk/articles/gaps/{gap.pk}/dismiss/"
    assert sign_in(agent).post(address).status_code == 403
    assert sign_in(writer).post(address).url == "/desk/articles/gaps/"
    assert shown() == [("refund", 2, 0)]


@pytest.mark.parametrize("query", ["x", "9" * 30, "999", "²"])
def test_a_query_that_is_none_is_passed_over(query, sign_in, writer):
    page = sign_in(writer).get("/desk/articles/new/", {"query": query})
    assert page.status_code == 200
    assert not page.context["gap"]
