"""A reply that was written against an old state is stopped and shows what is newer."""

import pytest

from tickets.actions import (
    Outdated,
    add_note,
    merge_tickets,
    reply_to_ticket,
    take_back_reply,
    undo_merge,
)
from tickets.models import UNDO_FOR

KEY = "7a5e8f8e-4f5e-4f57-9c10-21d6b8a9d7aa"


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


def reply(client, ticket, **fields):
    return client.post(f"/desk/tickets/{ticket.pk}/reply/", {"body": "Water!"} | fields)


def test_a_reply_after_an_unread_message_is_stopped(desk, ticket, lead):
    reply_to_ticket(ticket, by=lead, body="Use **sand**")
    response = reply(desk, ticket, seen="1", then="solved", client_key=KEY)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Use <strong>sand</strong>" in text.split('class="newer"')[1]
    assert "Water!" in text
    assert "Send anyway" in text
    assert ticket.messages.count() == 2


def test_after_reading_it_is_sent_with_the_same_form(desk, ticket, lead):
    reply_to_ticket(ticket, by=lead, body="Sand")
    form = reply(desk, ticket, seen="1", client_key=KEY).context["reply_form"]
    again = {name: form[name].value() for name in ("seen", "client_key", "body")}
    assert again == {"seen": "2", "client_key": KEY, "body": "Water!"}
    assert reply(desk, ticket, **again).status_code == 302
    assert ticket.messages.get(number=3).body == "Water!"


def test_a_number_that_was_read_comes_to_no_other_message(
    desk, ticket, make_ticket, customer, lead
):
    wrong = reply_to_ticket(ticket, by=lead, body="Petrol!", undo_for=UNDO_FOR)
    take_back_reply(wrong, by=lead)
    reply_to_ticket(ticket, by=customer, body="It grows")
    assert reply(desk, ticket, seen=wrong.number).status_code == 409
    other = make_ticket("Another")
    merge_tickets(other, into=ticket, by=lead, tell=False)
    ticket.refresh_from_db()
    read = ticket.message_count
    undo_merge(other, by=lead)
    assert reply(desk, ticket, seen=read).status_code == 409


def test_what_was_sent_already_is_no_conflict(desk, ticket):
    for _ in range(2):
        assert reply(desk, ticket, seen="1", client_key=KEY).status_code == 302
    assert ticket.messages.count() == 2


def test_a_form_without_the_number_is_taken_as_ever(desk, ticket, lead):
    reply_to_ticket(ticket, by=lead, body="Sand")
    assert reply(desk, ticket).status_code == 302


def test_a_note_does_not_stop_a_reply(desk, ticket, lead):
    add_note(ticket, by=lead, body="Odd")
    assert reply(desk, ticket, seen="1").status_code == 302


def test_the_page_says_what_it_has_shown(desk, ticket, agent):
    add_note(ticket, by=agent, body="Odd")
    page = desk.get(f"/desk/tickets/{ticket.pk}/")
    assert page.context["reply_form"]["seen"].value() == 2


def test_the_action_refuses_before_anything_is_written(ticket, agent, lead, events):
    reply_to_ticket(ticket, by=lead, body="Sand")
    before = events(ticket)
    with pytest.raises(Outdated) as stopped:
        reply_to_ticket(ticket, by=agent, body="Water", then="solved", seen=1)
    assert [message.body for message in stopped.value.newer] == ["Sand"]
    assert events(ticket) == before
