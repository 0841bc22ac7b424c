"""The bar that tells of news in the queue, and never moves a row by itself."""

import re
from html import unescape

import pytest

from tickets.actions import assign, move_to_team, set_priority, solve_ticket
from tickets.actions.presence import be_present, leave


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


@pytest.fixture
def watch(desk):
    """Opens the queue; what it returns asks for the news since then."""

    def opened(query=""):
        page = desk.get(f"/desk/tickets/{query}").text
        found = re.search(r'hx-get="(/desk/tickets/news/[^"]+)"', page)
        here = re.search(r'name="company" value="(\w+)"', page)[1]
        address = f"{unescape(found[1])}&company={here}"
        return lambda: desk.get(address, headers={"hx-request": "true"})

    return opened


def test_without_news_nothing_is_answered_for_two_queries(
    watch, ticket, django_assert_num_queries
):
    ask = watch()
    ask()
    with django_assert_num_queries(4):  # session, person, and these
        assert ask().status_code == 204


def test_it_counts_what_came_and_what_changed(watch, make_ticket, agent):
    old = make_ticket("Old")
    ask = watch()
    make_ticket("New")
    set_priority(old, priority="high", by=agent)
    answer = ask()
    assert "2 updates, show" in answer.text
    assert 'href="/desk/tickets/?view=unsolved"' in answer.text
    assert "<html" not in answer.text


def test_what_left_the_view_is_news_and_what_was_never_in_it_is_none(
    watch, make_ticket, agent
):
    hers, of_nobody = make_ticket("Hers"), make_ticket("Of nobody")
    assign(hers, to=agent, by=agent)
    ask = watch("?view=mine")
    set_priority(of_nobody, priority="high", by=agent)
    assert ask().status_code == 204
    solve_ticket(hers, by=agent)
    assert "1 update, show" in ask().text


def test_who_opens_a_ticket_and_leaves_it_is_shown_in_its_row(
    watch, ticket, make_ticket, lead
):
    other, ask = make_ticket(), watch()
    be_present(ticket, state="writing", by=lead)
    answer = ask().text
    assert "update" not in answer
    assert f'id="here-{other.pk}" hx-swap-oob="true"></span>' in answer
    _before, here = answer.split(f'id="here-{ticket.pk}" hx-swap-oob="true">')
    assert "Lea Lead is writing" in here
    leave(ticket, by=lead)
    assert ask().status_code == 204  # as this page shows it


def test_tickets_of_others_private_teams_are_no_news(
    watch, make_ticket, admin, private_team
):
    hidden = make_ticket("Break-in")
    move_to_team(hidden, team=private_team, by=admin)
    ask = watch()
    set_priority(hidden, priority="high", by=admin)
    assert ask().status_code == 204


@pytest.mark.parametrize("query", ["", "?since=x&shown=x", "?since=2020-13-45T00:00Z"])
def test_an_address_that_says_nothing_has_no_news(desk, ticket, query):
    path = f"/desk/tickets/news/{query}"
    assert desk.get(path, headers={"hx-request": "true"}).status_code == 204
    assert desk.get(path).url.startswith("/desk/tickets/")


def test_the_answer_knows_which_page_it_is_of(watch, make_ticket):
    ask = watch("?priority=normal")
    make_ticket("New")
    assert 'href="/desk/tickets/?priority=normal"' in ask().text
