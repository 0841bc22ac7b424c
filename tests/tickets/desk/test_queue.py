from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tickets.actions import (
    assign,
    mark_pending,
    mark_spam,
    move_to_team,
    set_tags,
    solve_ticket,
    trash_ticket,
)
from tickets.models import Ticket

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
    desk, make_ticket, agent, remembering_things
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(connection) as queries:
            desk.get(QUEUE)
        return len(queries)

    for number in range(2):
        set_tags(make_ticket(f"Ticket {number}"), names=["a", "b"], by=agent)
    desk.get(QUEUE)
    few = cost()
    for number in range(18):
        set_tags(make_ticket(f"More {number}"), names=["a"], by=agent)
    assert cost() == few
    assert few <= 7


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
    # the palette and the sheet of keys call it so, not "Mine4"
    assert f'data-command="{label}"' in here[0]


def ordered(client, query):
    """Subjects over all pages of two rows, walked by their keys."""
    found, url = [], f"{QUEUE}?{query}"
    while url:
        page = client.get(url).context["page"]
        found += [row.subject for row in page.rows]
        url = page.next_url
    return found


@pytest.mark.parametrize(
    ("sort", "subjects"),
    [
        ("subject", "ABCD"),
        ("-subject", "DCBA"),
        ("created", "DBAC"),
        ("-priority", "BCDA"),
        ("due", "CABD"),
        ("nonsense", "CABD"),
    ],
)
def test_any_sort_is_paged_by_key(desk, make_ticket, monkeypatch, sort, subjects):
    monkeypatch.setattr("core.pagination.paginate.__kwdefaults__", {"size": 2})
    now = timezone.now()
    for name, priority in (("D", "high"), ("B", "urgent"), ("A", "low"), ("C", "high")):
        make_ticket(name, priority=priority)
    for name, days in (("C", 1), ("A", 2), ("B", 3)):
        due = now + timedelta(days=days)
        tickets = Ticket.objects.filter(subject=name)
        tickets.update(reply_due_at=due, updated_at=now - timedelta(days=days))
    Ticket.objects.filter(subject="D").update(updated_at=now - timedelta(days=9))
    assert ordered(desk, f"sort={sort}") == list(subjects)


def test_a_head_sorts_and_pressed_again_turns_round(desk, make_ticket):
    make_ticket("Printer on fire")
    text = desk.get(f"{QUEUE}?priority=normal").text
    turned = '<a href="?sort=updated&amp;priority=normal">'
    assert f'aria-sort="descending">{turned}' in text
    text = desk.get(f"{QUEUE}?sort=updated&priority=normal").text
    assert 'aria-sort="ascending"><a href="?priority=normal">' in text
    # to the next ticket as well
    assert "?queue=sort%3Dupdated%26priority%3Dnormal" in text


def test_what_people_and_tags_are_called_runs_nothing(desk, make_ticket, agent, team):
    from accounts.models import User

    ticket = make_ticket("<b>Bold</b>", team=team)
    set_tags(ticket, names=["<i>"], by=agent)
    assign(ticket, to=agent, by=agent)
    User.objects.update(display_name="<u>Una</u>", is_agent=False)
    User.objects.filter(pk=agent.pk).update(is_agent=True)
    text = desk.get(QUEUE).text
    assert not {"<b>", "<i>", "<u>"} & {text[i : i + 3] for i in range(len(text))}
    assert text.count("&lt;u&gt;Una") >= 2
