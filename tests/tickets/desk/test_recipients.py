"""The composer says who gets a reply by mail, and lets the agent leave some out."""

import pytest

from notifications.models import OutgoingEmail
from tickets.actions import add_cc


@pytest.fixture
def desk(sign_in, agent):
    return sign_in(agent)


@pytest.fixture
def shared(ticket, stranger, customer):
    add_cc(ticket, person=stranger, can_reply=True, by=customer)
    return ticket


def address(ticket):
    return f"/desk/tickets/{ticket.pk}/"


def mailed(ticket):
    rows = OutgoingEmail.objects.filter(event__verb="ticket.agent_replied")
    return set(rows.values_list("recipient__display_name", flat=True))


def test_the_page_names_each_with_the_reason(desk, shared):
    text = desk.get(address(shared)).content.decode()
    assert "Maya Lind (requester)" in text
    assert "Sam Stranger (CC)" in text
    assert "2 people get this by mail" in text


def test_who_is_unticked_gets_no_mail_and_still_sees_it(desk, shared, customer):
    fields = {"body": "Use water.", "chosen": "on", "mail_to": [customer.pk]}
    assert desk.post(f"{address(shared)}reply/", fields).status_code == 302
    assert mailed(shared) == {"Maya Lind"}


def test_nobody_ticked_mails_nobody(desk, shared):
    desk.post(f"{address(shared)}reply/", {"body": "Use water.", "chosen": "on"})
    assert mailed(shared) == set()


def test_without_the_question_all_are_mailed(desk, shared):
    desk.post(f"{address(shared)}reply/", {"body": "Use water."})
    assert mailed(shared) == {"Maya Lind", "Sam Stranger"}


def test_nobody_else_can_be_ticked_and_the_text_stays(desk, shared, lead):
    fields = {"body": "Use water.", "chosen": "on", "mail_to": [lead.pk]}
    refused = desk.post(f"{address(shared)}reply/", fields)
    assert refused.status_code == 422
    assert "Use water." in refused.content.decode()
    assert shared.messages.count() == 1
