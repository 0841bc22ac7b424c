"""An agent follows a ticket that is not hers, until she does not."""

import pytest

from notifications.querysets import is_watching
from tickets.actions import (
    follow_ticket,
    mark_pending,
    reply_to_ticket,
    unfollow_ticket,
)


def test_twice_is_once(ticket, agent, events):
    assert follow_ticket(ticket, by=agent)
    assert not follow_ticket(ticket, by=agent)
    assert is_watching(ticket, agent)
    assert unfollow_ticket(ticket, by=agent)
    assert not unfollow_ticket(ticket, by=agent)
    assert events(ticket) == ["ticket.opened"]


@pytest.mark.parametrize("verb", ["follow", "unfollow"])
def test_the_page_offers_the_one_that_makes_sense(sign_in, ticket, agent, lead, verb):
    follow_ticket(ticket, by=lead)
    if verb == "unfollow":
        follow_ticket(ticket, by=agent)
    page, desk = f"/desk/tickets/{ticket.pk}/", sign_in(agent)
    text = desk.get(page).content.decode()
    assert [f'action="{page}{each}/"' in text for each in ("follow", "unfollow")] == [
        verb == "follow",
        verb == "unfollow",
    ]
    for _ in range(2):
        assert desk.post(f"{page}{verb}/").status_code == 302
    assert is_watching(ticket, agent) == (verb == "follow")


def test_whether_she_follows_costs_no_query(
    sign_in, ticket, agent, remembering_things, django_assert_max_num_queries
):
    desk, page = sign_in(agent), f"/desk/tickets/{ticket.pk}/"
    desk.get(page)
    follow_ticket(ticket, by=agent)
    with django_assert_max_num_queries(12) as asked:
        desk.get(page)
    about = [each["sql"] for each in asked if "notifications_watch" in each["sql"]]
    assert len(about) == 1
    assert "tickets_ticket" in about[0]


def test_who_follows_hears_of_the_customer(ticket, customer, agent, lead):
    mark_pending(ticket, by=lead)
    follow_ticket(ticket, by=agent)
    reply_to_ticket(ticket, by=customer, body="Still burning")
    heard = agent.notifications.values_list("event__verb", flat=True)
    assert "ticket.customer_replied" in heard
