"""The same to many tickets: chosen, previewed, then done to each that takes it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tickets.actions import close_ticket, move_to_team, set_tags, solve_ticket
from tickets.forms.bulk import AT_ONCE

BULK = "/desk/tickets/bulk/"


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


@pytest.fixture
def two(make_ticket):
    return [make_ticket("Printer on fire"), make_ticket("Cat in printer")]


def send(desk, tickets, step="do", **fields):
    numbers = [ticket.pk for ticket in tickets]
    response = desk.post(BULK, {"tickets": numbers, "step": step, **fields})
    for ticket in tickets:
        ticket.refresh_from_db()
    return response


def names(rows):
    return {ticket.subject: not why for ticket, why in rows}


def test_the_ticked_tickets_stand_on_the_form(desk, two):
    page = desk.get(BULK, {"tickets": [two[0].pk, "x", 999]})
    assert names(page.context["rows"]) == {"Printer on fire": True}
    assert f'name="tickets" value="{two[0].pk}"' in page.text


def test_with_none_ticked_the_list_says_what_to_do(desk, two):
    page = desk.get(BULK, {"queue": "view=mine"}, follow=True)
    assert page.redirect_chain == [("/desk/tickets/?view=mine", 302)]
    assert "Tick the tickets first" in page.text
    one = {"tickets": two[0].pk}
    page = desk.get("/desk/tickets/merge/", one, follow=True)
    assert "Tick two tickets at the least" in page.text


def test_the_preview_changes_nothing_and_names_what_is_left_alone(desk, two, agent):
    solve_ticket(two[1], by=agent)
    close_ticket(two[1], by=agent)
    page = send(desk, two, "preview", body="Look here.", priority="high")
    assert page.status_code == 200
    assert names(page.context["rows"]) == {
        "Printer on fire": True,
        "Cat in printer": False,
    }
    assert "left alone" in page.text
    assert two[0].priority == "normal"
    assert two[0].messages.count() == 1


def test_it_changes_every_field_by_its_own_action(desk, two, lead, team, events):
    set_tags(two[0], names=["cold", "old"], by=lead)
    send(
        desk,
        two,
        status="pending",
        assignee=lead.pk,
        team=team.pk,
        priority="high",
        kind="incident",
        add_tags="Hot",
        remove_tags="cold",
    )
    for ticket in two:
        assert (ticket.status, ticket.assignee, ticket.team) == ("pending", lead, team)
        assert (ticket.priority, ticket.kind) == ("high", "incident")
    assert {tag.name for tag in two[0].tags.all()} == {"old", "hot"}
    assert events(two[1])[1:] == [
        "ticket.moved",
        "ticket.assigned",
        "ticket.priority_changed",
        "ticket.kind_changed",
        "ticket.tags_changed",
        "ticket.status_changed",
    ]


def test_a_reply_goes_to_each_with_the_status_that_was_chosen(desk, two):
    send(desk, two, body="It is mended.", status="solve")
    for ticket in two:
        assert ticket.messages.latest("number").body == "It is mended."
        assert ticket.status == "solved"


def test_what_may_not_be_changed_is_left_as_it_was(desk, two, agent):
    solve_ticket(two[1], by=agent)
    close_ticket(two[1], by=agent)
    page = send(desk, two, body="Look here.", priority="high")
    assert (two[0].priority, two[1].priority) == ("high", "normal")
    assert two[1].messages.count() == 1
    assert f"#{two[1].pk}" in desk.get(page.url).text


def test_sent_twice_it_is_done_once(desk, two, events):
    key = "1c0f4a86-6f0c-4f09-a8ab-6a1a5a7f0d7e"
    fields = {"body": "Look here.", "status": "solve", "client_key": key}
    send(desk, two, **fields)
    before = [events(ticket) for ticket in two]
    page = send(desk, two, **fields)
    assert [events(ticket) for ticket in two] == before
    assert "Left alone" not in desk.get(page.url).text


def test_an_assignee_takes_only_what_she_may_work_on(
    sign_in, admin, agent, two, private_team
):
    move_to_team(two[1], team=private_team, by=admin)
    send(sign_in(admin), two, assignee=agent.pk)
    assert [ticket.assignee for ticket in two] == [agent, None]


def test_into_a_private_team_nobody_else_is_assigned(desk, two, agent, private_team):
    send(desk, two, team=private_team.pk, assignee=agent.pk)
    assert [ticket.team for ticket in two] == [None, None]


def test_tickets_of_others_private_teams_are_not_hers_to_change(
    desk, two, admin, private_team
):
    move_to_team(two[1], team=private_team, by=admin)
    assert send(desk, two, priority="high").status_code == 422
    assert {ticket.priority for ticket in two} == {"normal"}
    page = desk.get(BULK, {"tickets": [two[1].pk]})
    assert "Cat in printer" not in page.text


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"status": "trash", "body": "Bye"},
        {"status": "nonsense"},
        {"add_tags": "x" * 51},
        {"assignee": "999999"},
    ],
)
def test_what_says_nothing_or_too_much_is_422_and_keeps_the_words(desk, two, fields):
    page = send(desk, two, **fields)
    assert page.status_code == 422
    assert fields.get("body", "") in page.text
    assert {ticket.status for ticket in two} == {"new"}


def test_too_many_at_once_are_refused(desk, two, monkeypatch):
    assert AT_ONCE == 100
    monkeypatch.setattr("tickets.forms.bulk.AT_ONCE", 1)
    assert send(desk, two, priority="high").status_code == 422


def test_choosing_again_keeps_what_was_chosen(desk, two):
    page = send(desk, two, "edit", body="Look here.")
    assert "Look here." in page.text
    assert not page.context["is_preview"]


def test_the_preview_costs_the_same_for_2_and_for_20(desk, make_ticket, lead):
    def cost(count):
        tickets = [make_ticket(f"Ticket {number}") for number in range(count)]
        chosen = {"tickets": [ticket.pk for ticket in tickets], "step": "preview"}
        changes = {"assignee": lead.pk, "body": "Hello", "add_tags": "hot"}
        with CaptureQueriesContext(connection) as queries:
            desk.post(BULK, chosen | changes)
        return len(queries)

    cost(1)
    assert cost(2) == cost(20)


def test_customers_may_not(sign_in, customer, two):
    assert sign_in(customer).get(BULK).status_code == 403
    assert send(sign_in(customer), two, priority="high").status_code == 403


def test_a_link_ticks_every_row_without_javascript(desk, two):
    page = desk.get("/desk/tickets/?priority=normal").text
    assert " checked form=" not in page
    assert 'href="?priority=normal&amp;tick=page"' in page
    ticked = desk.get("/desk/tickets/?priority=normal&tick=page").text
    assert ticked.count(" checked form=") == 2


@pytest.mark.parametrize("step", ["edit", "preview"])
def test_cancelling_leads_back_to_where_they_were_ticked(desk, two, step):
    back = 'href="/desk/tickets/?view=mine&amp;priority=high"'
    queue = "view=mine&priority=high"
    assert back in desk.get(BULK, {"tickets": two[0].pk, "queue": queue}).text
    assert back in send(desk, two, step, priority="low", queue=queue).text
    assert back in send(desk, two, step, priority="nonsense", queue=queue).text
