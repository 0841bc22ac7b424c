"""The composer says who gets a reply by mail, and lets the agent leave some out."""

import pytest
from django.contrib.contenttypes.models import ContentType

from notifications.models import Mute, OutgoingEmail, Preference
from tickets.actions import add_cc, follow_ticket
from tickets.forms.desk import recipients
from tickets.models import TicketCc


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


def test_followers_are_named_and_may_be_left_out(desk, ticket, agent, lead, customer):
    follow_ticket(ticket, by=agent)
    follow_ticket(ticket, by=lead)
    Preference.objects.create(person=lead, reason="follower", mail="instant")
    page = desk.get(address(ticket))
    assert "Lea Lead (follows the ticket)" in page.text
    assert "Ada Agent (follows the ticket)" not in page.text
    ticked = page.context["reply_form"]["mail_to"].value()
    assert ticked == [customer.pk, lead.pk]
    fields = {"body": "Use water.", "chosen": "on", "mail_to": [customer.pk]}
    desk.post(f"{address(ticket)}reply/", fields)
    assert mailed(ticket) == {"Maya Lind"}
    desk.post(f"{address(ticket)}reply/", {"body": "And sand."})
    assert mailed(ticket) == {"Maya Lind", "Lea Lead"}


def test_followers_who_get_no_mail_are_told_of_beside_it(desk, ticket, lead, admin):
    for person in (lead, admin):
        follow_ticket(ticket, by=person)
    Preference.objects.create(person=lead, reason="follower", mail="instant")
    Mute.objects.create(
        person=lead,
        reason="follower",
        target_type=ContentType.objects.get_for_model(ticket),
        target_id=ticket.pk,
    )
    page = desk.get(address(ticket))
    assert page.context["reply_form"].by_bell == [lead, admin]
    assert "1 person gets this by mail" in page.text
    assert "Lea Lead, Amy Admin" in page.text


def test_who_follows_and_is_in_on_it_stands_there_once(desk, ticket, lead, customer):
    add_cc(ticket, person=lead, can_reply=True, by=customer)
    follow_ticket(ticket, by=lead)
    page = desk.get(address(ticket))
    assert "Lea Lead (CC)" in page.text
    assert "Lea Lead (follows the ticket)" not in page.text


def test_a_requester_who_is_copied_in_as_well_stands_there_once(
    ticket, agent, customer
):
    """As a merge of two people may leave it."""
    TicketCc.objects.create(ticket=ticket, person=customer, can_reply=True)
    assert recipients(ticket, agent, []) == [(customer, "requester")]
