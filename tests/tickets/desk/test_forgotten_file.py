"""Who writes "attached" and adds no file is asked once before it is sent."""

import pytest

from tests.matrix.files import picture


@pytest.fixture
def send(sign_in, agent, ticket):
    client = sign_in(agent)

    def post(**fields):
        return client.post(f"/desk/tickets/{ticket.pk}/reply/", fields)

    return post


def test_she_is_asked_and_the_second_press_sends(send, ticket):
    body = "See the attached manual."
    asked = send(body=body)
    assert asked.status_code == 422
    assert body in asked.content.decode()
    assert 'name="no_file"' in asked.content.decode()
    assert ticket.messages.count() == 1
    assert send(body=body, no_file="on").status_code == 302
    assert ticket.messages.count() == 2


@pytest.mark.parametrize(
    "body", ["Use water.", "No.\n> See the attached file.", "Reattachedly"]
)
def test_nobody_is_asked_who_promised_nothing(send, body):
    assert send(body=body).status_code == 302


def test_nobody_is_asked_who_added_it(send, ticket):
    assert send(body="It is attached.", attachments=picture()).status_code == 302
    assert ticket.messages.latest("number").attachments.count() == 1


def test_a_picture_is_shown_and_a_long_quote_is_folded(send, sign_in, agent, ticket):
    send(body="Here.\n\nOn Monday, Maya wrote:\n\n> Help", attachments=picture())
    page = sign_in(agent).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert "file__picture" in page
    assert page.index("Here.") < page.index('<details class="disclosure quoted')
