from uuid import uuid4

from django.urls import reverse

from notifications.actions import watch
from notifications.models import OutgoingEmail
from search.finding import find
from tickets.actions import add_cc, add_note, move_to_team, reply_to_ticket
from tickets.models import TicketMessage


def test_a_note_changes_no_status_and_no_public_date(ticket, agent, events):
    before = ticket.last_reply_at
    note = add_note(ticket, by=agent, body="She means the toaster.")
    assert (note.kind, note.number) == ("note", 2)
    assert (ticket.status, ticket.last_reply_at) == ("new", before)
    assert ticket.updated_at > before
    assert events(ticket)[-1] == "ticket.note_added"


def test_the_same_note_sent_twice_is_one(ticket, agent):
    key = uuid4()
    first = add_note(ticket, by=agent, body="Toaster.", client_key=key)
    assert add_note(ticket, by=agent, body="Toaster.", client_key=key) == first
    assert ticket.message_count == 2


def test_mentioned_and_following_agents_hear_of_a_note(
    ticket, agent, lead, writer, told
):
    watch(ticket, person=lead)
    add_note(ticket, by=agent, body="What do you say, @wim writer?")
    assert told(ticket) == [
        ("Wim Writer", "mentioned", "mail+bell"),
        ("Lea Lead", "follower", "mail+bell"),
    ]


def test_a_longer_name_does_not_call_its_beginning(ticket, make_person, agent, told):
    make_person("Ada", is_agent=True)
    add_note(ticket, by=agent, body="@Ada Agent knows.")
    assert [name for name, *_ in told(ticket)] == ["Ada Agent"]


def test_customers_cannot_be_mentioned(ticket, agent, told):
    add_note(ticket, by=agent, body="@Maya Lind means the toaster.")
    assert told(ticket) == []


def test_a_mention_calls_nobody_into_a_private_team(
    ticket, private_team, other_team_agent, agent, told
):
    move_to_team(ticket, team=private_team, by=agent)
    add_note(ticket, by=other_team_agent, body="@Ada Agent, look.")
    assert told(ticket) == []


def test_no_customer_gets_mail_of_a_note(ticket, agent, customer, stranger, colleague):
    add_cc(ticket, person=stranger, can_reply=True, by=customer)
    watch(ticket, person=colleague)
    OutgoingEmail.objects.all().delete()
    add_note(ticket, by=agent, body="Toaster.")
    assert not OutgoingEmail.objects.exists()


def test_notes_are_seen_by_who_works_on_the_ticket(
    ticket, agent, admin, customer, stranger, colleague, helper, guest
):
    reply_to_ticket(ticket, by=agent, body="Use water.")
    note = add_note(ticket, by=agent, body="Toaster.")
    for person in (agent, admin):
        assert note in TicketMessage.objects.visible_to(person)
    for person in (customer, stranger, colleague, helper, guest):
        assert note not in TicketMessage.objects.visible_to(person)
    assert TicketMessage.objects.visible_to(customer).count() == 2


def test_an_agent_sees_no_notes_on_her_own_ticket_of_a_private_team(
    make_ticket, private_team, agent, other_team_agent
):
    ticket = make_ticket(requester=agent, team=private_team)
    note = add_note(ticket, by=other_team_agent, body="Watch her.")
    assert note not in TicketMessage.objects.visible_to(agent)
    assert TicketMessage.objects.visible_to(agent).count() == 1


def test_a_note_stands_on_no_page_of_a_customer(ticket, agent, customer, sign_in):
    add_note(ticket, by=agent, body="zanzibar")
    page = sign_in(customer).get(reverse("tickets:ticket", args=[ticket.pk]))
    assert b"zanzibar" not in page.content
    assert b"note" not in page.content.lower().replace(b"notif", b"")


def test_only_agents_find_a_note(ticket, agent, customer, colleague, helper):
    add_note(ticket, by=agent, body="zanzibar")
    assert find("zanzibar", agent)
    for person in (customer, colleague, helper):
        assert not find("zanzibar", person)


def test_whoever_sees_a_ticket_finds_its_replies(ticket, agent, customer, stranger):
    reply_to_ticket(ticket, by=agent, body="zanzibar")
    assert find("zanzibar", customer)
    assert find("burns morning", customer)
    assert not find("zanzibar", stranger)
