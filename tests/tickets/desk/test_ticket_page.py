import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import BACKEND
from tickets.actions import (
    add_cc,
    add_note,
    assign,
    close_ticket,
    mark_spam,
    move_to_team,
    reply_to_ticket,
    set_tags,
    solve_ticket,
    trash_ticket,
)
from tickets.models import Ticket


def page(ticket):
    return f"/desk/tickets/{ticket.pk}/"


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


def test_the_page_shows_the_thread_with_its_notes(desk, make_ticket, agent):
    ticket = make_ticket("Printer on fire", body="Flames, **high** ones")
    add_note(ticket, by=agent, body="She has an old model")
    text = desk.get(page(ticket)).content.decode()
    assert "<strong>high</strong>" in text
    assert "She has an old model" in text
    assert "Private note" in text


def test_a_reply_is_sent_and_moves_the_ticket_on(desk, make_ticket, agent):
    ticket = make_ticket("Printer on fire")
    response = desk.post(f"{page(ticket)}reply/", {"body": "Water!", "then": "pending"})
    assert response.status_code == 302
    assert response.url == f"{page(ticket)}#m2"
    ticket.refresh_from_db()
    assert ticket.status == "pending"
    assert ticket.messages.get(number=2).body == "Water!"


def test_an_empty_reply_is_422_and_a_nul_byte_keeps_the_text(desk, make_ticket):
    ticket = make_ticket("Printer on fire")
    assert desk.post(f"{page(ticket)}reply/", {}).status_code == 422
    response = desk.post(f"{page(ticket)}reply/", {"body": "Wa\0ter please"})
    assert response.status_code == 422
    assert "ter please" in response.content.decode()
    assert ticket.messages.count() == 1


def test_a_ticket_that_takes_no_reply_says_what_to_do(desk, make_ticket, agent):
    ticket = make_ticket("Printer on fire")
    solve_ticket(ticket, by=agent)
    close_ticket(ticket, by=agent)
    assert "Reopen it to answer" in desk.get(page(ticket)).text
    Ticket.objects.update(closed_at="2020-01-01T00:00Z")
    assert (
        'a <a href="/desk/tickets/new/">new ticket</a>' in desk.get(page(ticket)).text
    )
    trash_ticket(ticket, by=agent)
    assert "Take it back to answer" in desk.get(page(ticket)).text


def test_the_same_form_sent_twice_is_one_reply(desk, make_ticket):
    ticket = make_ticket("Printer on fire")
    form = {"body": "Water!", "client_key": "7a5e8f8e-4f5e-4f57-9c10-21d6b8a9d7aa"}
    for _ in range(2):
        desk.post(f"{page(ticket)}reply/", form)
    assert ticket.messages.count() == 2


def test_a_note_changes_no_status(desk, make_ticket):
    ticket = make_ticket("Printer on fire")
    assert desk.post(f"{page(ticket)}note/", {"body": "Hm"}).status_code == 302
    ticket.refresh_from_db()
    assert ticket.status == "new"
    assert ticket.messages.get(number=2).kind == "note"


@pytest.mark.parametrize("verb", ["reply", "note", "note/draft", "changes"])
def test_after_a_login_that_ran_out_a_note_is_a_note(
    client, sign_in, make_ticket, agent, verb
):
    ticket = make_ticket("Printer on fire")
    sent = {"body": "Lost words"} | ({"seen": 1} if verb == "reply" else {})
    response = client.post(f"{page(ticket)}{verb}/", sent)
    assert response.url.endswith(f"next={page(ticket)}")
    client.force_login(agent, backend=BACKEND)
    shown = client.get(page(ticket))
    assert "This was not sent" in shown.text
    words = ["Lost words", ""] if verb == "reply" else ["", "Lost words"]
    forms = [shown.context[f"{name}_form"] for name in ("reply", "note")]
    assert [form["body"].value() for form in forms] == words


def test_a_reply_kept_over_the_login_is_stopped_by_what_came_meanwhile(
    client, sign_in, make_ticket, customer, agent
):
    ticket = make_ticket("Printer on fire")
    client.post(f"{page(ticket)}reply/", {"body": "Water!", "seen": 1})
    reply_to_ticket(ticket, by=customer, body="It went out by itself")
    client.force_login(agent, backend=BACKEND)
    form = client.get(page(ticket)).context["reply_form"]
    again = {name: form[name].value() for name in ("body", "seen")}
    assert client.post(f"{page(ticket)}reply/", again).status_code == 409


def test_others_see_no_desk_page(client, sign_in, make_ticket, customer, guest):
    ticket = make_ticket("Printer on fire")
    assert sign_in(customer).get(page(ticket)).status_code == 403
    assert client.get(page(ticket)).status_code == 302


def test_a_private_teams_ticket_is_404_for_other_agents(
    desk, make_ticket, admin, private_team
):
    ticket = make_ticket("Break-in")
    move_to_team(ticket, team=private_team, by=admin)
    assert desk.get(page(ticket)).status_code == 404
    for verb in ("reply", "note", "solve", "assign", "trash", "cc"):
        response = desk.post(f"{page(ticket)}{verb}/", {"body": "x"})
        assert response.status_code == 404, verb


def test_nobody_replies_on_a_ticket_in_the_trash(desk, make_ticket, agent):
    ticket = make_ticket("Rubbish")
    trash_ticket(ticket, by=agent)
    assert desk.post(f"{page(ticket)}reply/", {"body": "x"}).status_code == 403


def test_the_page_costs_the_same_with_2_messages_and_with_20(
    desk, make_ticket, agent, customer, team, remembering_things
):
    ticket = make_ticket("Printer on fire")
    assign(ticket, to=agent, by=agent)
    move_to_team(ticket, team=team, by=agent)
    set_tags(ticket, names=["fire"], by=agent)
    add_cc(ticket, person=agent, can_reply=True, by=agent)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            desk.get(page(ticket))
        return len(queries)

    reply_to_ticket(ticket, by=agent, body="Water")
    cost()
    few = cost()
    for number in range(9):
        reply_to_ticket(ticket, by=customer, body=f"Still burning {number}")
        add_note(ticket, by=agent, body="Hm")
    assert cost() == few
    assert few <= 10


def test_no_two_fields_of_the_page_have_one_id(sign_in, agent, ticket):
    page = sign_in(agent).get(f"/desk/tickets/{ticket.pk}/").text
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_only_what_can_be_merged_and_split_offers_it(desk, ticket, agent):
    def offered():
        text = desk.get(page(ticket)).text
        return [verb for verb in ("merge", "split") if f"{page(ticket)}{verb}/" in text]

    assert offered() == ["merge"]
    add_note(ticket, by=agent, body="Odd")
    assert offered() == ["merge", "split"]
    mark_spam(ticket, by=agent)
    assert offered() == []
