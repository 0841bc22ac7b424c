from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from activity.models import Event
from notifications.actions import watch
from notifications.models import OutgoingEmail
from tickets.models import Ticket


def test_a_ticket_has_a_first_message_and_one_event(make_ticket, customer, events):
    ticket = make_ticket("Printer on **fire**", body="It *burns*.")
    message = ticket.messages.get()
    assert (ticket.status, ticket.requester) == ("new", customer)
    assert (message.number, message.author, message.kind) == (1, customer, "reply")
    assert "<em>burns</em>" in message.body_html
    assert events(ticket) == ["ticket.opened"]


def test_the_same_form_sent_twice_is_one_ticket(make_ticket, events):
    key = uuid4()
    first = make_ticket(client_key=key)
    second = make_ticket("Another subject", client_key=key)
    assert first == second
    assert Ticket.objects.count() == 1
    assert events(first) == ["ticket.opened"]


def test_two_people_may_come_with_the_same_key(make_ticket, stranger):
    key = uuid4()
    assert make_ticket(client_key=key) != make_ticket(
        client_key=key, requester=stranger
    )


def test_files_hang_on_the_first_message(make_ticket):
    photo = SimpleUploadedFile("fire.txt", b"smoke")
    ticket = make_ticket(files=[photo])
    assert [upload.name for upload in ticket.messages.get().attachments.all()] == [
        "fire.txt"
    ]


def test_the_organisation_is_kept_as_it_was(make_ticket, colleague, organization):
    assert make_ticket().organization == organization


def test_an_agent_opens_a_ticket_for_a_customer(make_ticket, agent, customer, told):
    ticket = make_ticket(by=agent, channel="phone")
    assert ticket.requester == customer
    assert ticket.messages.get().author == agent
    assert told(ticket) == []


def test_copies_are_let_in_but_never_the_requester(make_ticket, stranger, customer):
    ticket = make_ticket(ccs=[stranger, customer])
    assert [cc.person for cc in ticket.ccs.all()] == [stranger]


def test_requester_gets_a_receipt_and_the_team_hears(
    make_ticket, team, agent, lead, told
):
    watch(team, person=lead)
    assert told(make_ticket(team=team)) == [
        ("Maya Lind", "requester", "mail"),
        ("Lea Lead", "team", "mail+bell"),
        ("Ada Agent", "team", "bell"),
        ("Lea Lead", "team", "bell"),
    ]


def test_nobody_outside_hears_of_a_private_teams_ticket(
    make_ticket, private_team, other_team_agent, agent, told
):
    watch(private_team, person=agent)
    names = [name for name, *_ in told(make_ticket(team=private_team))]
    assert names == ["Maya Lind", "Otto Other"]


def test_a_receipt_quotes_to_who_was_signed_in(make_ticket, customer):
    make_ticket(body="It burns.")
    mail = OutgoingEmail.objects.get(recipient=customer)
    assert "It burns." in mail.text
    assert "Printer on fire" in mail.subject


def test_a_receipt_to_an_unproven_address_holds_no_typed_word(make_ticket, guest):
    make_ticket("Cheap pills", body="Buy them.", requester=guest, by=None)
    mail = OutgoingEmail.objects.get(recipient=guest)
    everything = mail.subject + mail.text + mail.html
    assert "pills" not in everything
    assert "Buy them" not in everything
    assert guest.display_name not in everything


def test_a_receipt_leads_guests_to_no_page_that_asks_for_a_password(
    make_ticket, guest, customer
):
    make_ticket(requester=guest, by=None)
    make_ticket()
    led = {
        mail.recipient
        for mail in OutgoingEmail.objects.filter(reason="requester")
        if "/notifications/preferences/" in mail.text + mail.html
    }
    assert led == {customer}


def test_a_visitor_cannot_have_words_mailed_to_somebodys_account(make_ticket, customer):
    make_ticket("Cheap pills", body="Buy them.", by=None)
    mail = OutgoingEmail.objects.get(recipient=customer)
    assert "pills" not in mail.subject + mail.text + mail.html
    assert "Buy them" not in mail.text + mail.html


def test_a_guests_mail_keeps_no_link_of_hers(make_ticket, guest):
    ticket = make_ticket(requester=guest, by=None)
    mail = OutgoingEmail.objects.get(recipient=guest)
    assert list(mail.placeholders.values()) == ["access-link"]
    assert ticket.get_absolute_url() not in mail.text
    assert not ticket.access_links.exists()


def test_the_event_holds_ids_and_no_text(make_ticket):
    event = Event.objects.about(make_ticket(body="Secret words")).get()
    assert event.data == {}
    assert event.related == Ticket.objects.get().messages.get()
