import pytest
from django.urls import reverse

from tickets.actions import (
    assign,
    mark_pending,
    mark_spam,
    move_to_team,
    set_tags,
    solve_ticket,
    trash_ticket,
)

QUEUE = "/desk/tickets/"


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


def subjects(client, query=""):
    response = client.get(f"{QUEUE}{query}")
    assert response.status_code == 200
    return {ticket.subject for ticket in response.context["page"].rows}


def test_the_queue_shows_what_is_unsolved_latest_first(desk, make_ticket, agent):
    make_ticket("Printer on fire")
    make_ticket("Cat in printer")
    solve_ticket(make_ticket("Done"), by=agent)
    rows = desk.get(QUEUE).context["page"].rows
    assert [row.subject for row in rows] == ["Cat in printer", "Printer on fire"]


def test_views_hold_what_their_names_say(desk, make_ticket, agent, team):
    assign(make_ticket("Hers"), to=agent, by=agent)
    move_to_team(make_ticket("Her team's"), team=team, by=agent)
    mark_pending(make_ticket("Waiting"), by=agent)
    solve_ticket(make_ticket("Solved"), by=agent)
    mark_spam(make_ticket("Pills"), by=agent)
    trash_ticket(make_ticket("Rubbish"), by=agent)
    assert subjects(desk, "?view=mine") == {"Hers"}
    assert subjects(desk, "?view=teams") == {"Her team's"}
    assert subjects(desk, "?view=unassigned") == {"Her team's", "Waiting"}
    assert subjects(desk, "?view=pending") == {"Waiting"}
    assert subjects(desk, "?view=solved") == {"Solved"}
    assert subjects(desk, "?view=spam") == {"Pills"}
    assert subjects(desk, "?view=trash") == {"Rubbish"}
    assert subjects(desk) == {"Hers", "Her team's", "Waiting"}


def test_filters_narrow_and_add_up(desk, make_ticket, agent):
    set_tags(make_ticket("Tagged", priority="high"), names=["billing"], by=agent)
    make_ticket("High", priority="high")
    make_ticket("Plain")
    assert subjects(desk, "?priority=high") == {"Tagged", "High"}
    assert subjects(desk, "?priority=high&tag=Billing") == {"Tagged"}
    assert subjects(desk, "?priority=low") == set()


def test_words_and_numbers_find_tickets(desk, make_ticket, agent):
    printer = make_ticket("Printer on fire")
    other = make_ticket("Lost mail", body="The zebra ate it")
    solve_ticket(printer, by=agent)
    assert subjects(desk, "?q=zebra") == {"Lost mail"}
    assert "Printer on fire" in subjects(desk, f"?q=%23{printer.pk}")
    assert subjects(desk, "?q=fire") == {"Printer on fire"}
    assert other.subject not in subjects(desk, "?q=fire")


@pytest.mark.parametrize(
    "query",
    ["?status=nonsense", "?team=abc", "?assignee=99999999999999999999", "?view=x"],
)
def test_a_filter_that_says_nothing_narrows_nothing(desk, make_ticket, query):
    make_ticket("Printer on fire")
    assert subjects(desk, query) == {"Printer on fire"}


def test_a_private_teams_tickets_are_not_in_others_queues(
    desk, sign_in, make_ticket, agent, other_team_agent, admin, private_team
):
    move_to_team(make_ticket("Break-in"), team=private_team, by=admin)
    assert subjects(desk) == set()
    assert subjects(desk, "?q=break") == set()
    assert subjects(sign_in(other_team_agent)) == {"Break-in"}
    assert subjects(sign_in(admin)) == {"Break-in"}


def test_customers_and_visitors_do_not_see_the_queue(client, sign_in, customer):
    assert sign_in(customer).get(QUEUE).status_code == 403
    response = client.get(QUEUE)
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_the_queue_costs_the_same_with_2_rows_and_with_20(
    desk, make_ticket, agent, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk.get(QUEUE)
        return len(queries)

    for number in range(2):
        set_tags(make_ticket(f"Ticket {number}"), names=["a", "b"], by=agent)
    desk.get(QUEUE)
    few = cost()
    for number in range(18):
        set_tags(make_ticket(f"More {number}"), names=["a"], by=agent)
    assert cost() == few
    assert few <= 8


def test_an_empty_queue_says_so(desk):
    assert "Nothing waits here" in desk.get(QUEUE).content.decode()


@pytest.mark.parametrize(
    ("query", "label"),
    [("", "All unsolved"), ("?view=mine", "Mine"), ("?view=spam", "Spam")],
)
def test_the_side_bar_says_which_view_is_open(desk, query, label):
    entries = desk.get(f"{QUEUE}{query}").text.split('class="desk-nav__link"')[1:]
    here = [entry for entry in entries if 'aria-current="page"' in entry.split(">")[0]]
    assert [f">{label}<" in entry for entry in here] == [True]
