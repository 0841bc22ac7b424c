"""Redaction: the words and files are gone from everywhere, and a mark stays."""

import pytest
from django.contrib.contenttypes.models import ContentType

from activity.models import Event
from composer.models import Draft, Upload
from notifications.actions import resend, watch
from notifications.models import OutgoingEmail
from search.models import SearchDocument
from tests.matrix.files import text_file
from tickets.actions import (
    add_note,
    redact_file,
    redact_message,
    reply_to_ticket,
)
from tickets.models import TicketMessage

WORD = "zebrawood"


@pytest.fixture
def reply(ticket, agent) -> TicketMessage:
    file = text_file(f"{WORD}.txt", f"Of {WORD}")
    return reply_to_ticket(ticket, by=agent, body=f"It is {WORD}.", files=[file])


@pytest.fixture
def desk(ticket, agent, sign_in):
    """`desk(reply, text="on")`: the form of a message, sent by the agent."""
    browser = sign_in(agent)

    def send(message, **fields):
        address = f"/desk/tickets/{ticket.pk}/redact/{message.pk}/"
        if not fields:
            return browser.get(address)
        return browser.post(address, fields)

    return send


def _everything() -> str:
    """Every row that could hold words of a message."""
    rows = [
        *TicketMessage.objects.values_list("body", "body_html"),
        *OutgoingEmail.objects.values_list("subject", "text", "html"),
        *SearchDocument.objects.values_list("title", "body"),
        *Draft.objects.values_list("body"),
        *Upload.objects.values_list("name"),
        *Event.objects.values_list("data"),
    ]
    return str(rows)


def test_its_words_are_gone_from_everywhere(ticket, reply, agent, lead):
    Draft.objects.create(person=lead, target=ticket, purpose="reply", body=reply.body)
    redact_file(reply.attachments.get(), of=reply, by=agent)
    assert WORD in _everything()
    assert redact_message(reply, by=agent)
    assert WORD not in _everything()
    assert not redact_message(reply, by=agent)
    verbs = Event.objects.about(ticket).values_list("verb", flat=True).order_by("pk")
    assert list(verbs)[-2:] == ["ticket.redacted", "ticket.redacted"]
    assert Event.objects.latest("pk").data == {"what": "text"}


def test_the_first_message_is_gone_from_the_index(ticket, agent):
    redact_message(ticket.messages.get(), by=agent)
    kind = ContentType.objects.get_for_model(ticket)
    document = SearchDocument.objects.get(content_type=kind)
    assert (document.title, document.body) == ("Printer on fire", "")
    assert "burns" not in _everything()


def test_a_mail_that_has_not_left_never_will(reply, agent, customer):
    mails = OutgoingEmail.objects.filter(event__related_id=reply.pk)
    mails.update(state="failed")
    redact_message(reply, by=agent)
    mail = mails.get(recipient=customer)
    assert (mail.state, mail.text, mail.html) == ("suppressed", "", "")
    assert not resend(mail)


def test_of_a_mail_that_has_left_the_row_stays(reply, agent, customer):
    mails = OutgoingEmail.objects.filter(event__related_id=reply.pk)
    mails.update(state="sent", sent_at=reply.created_at)
    redact_message(reply, by=agent)
    assert (mails.get().state, mails.get().shown_text) == ("sent", "")


def test_a_mail_that_is_being_handed_over_loses_its_lease(reply, agent):
    mails = OutgoingEmail.objects.filter(event__related_id=reply.pk)
    mails.update(state="leased", lease_token="1c0f4a86-6f0c-4f09-a8ab-6a1a5a7f0d7e")
    redact_message(reply, by=agent)
    assert mails.get().lease_token is None


def test_a_note_that_was_redacted_is_told_to_staff_alone(ticket, agent, lead):
    watch(ticket, person=lead)
    note = add_note(ticket, by=agent, body=f"Odd, {WORD}.")
    redact_message(note, by=agent)
    assert WORD not in _everything()
    event = Event.objects.latest("pk")
    assert (event.verb, event.audience) == ("ticket.note_redacted", "staff")


def test_the_page_says_what_goes_and_leads_back(ticket, reply, desk, customer, sign_in):
    page = desk(reply).content.decode()
    assert WORD in page
    assert "cannot be undone" in page
    address = f"/desk/tickets/{ticket.pk}/#m2"
    assert desk(reply, text="on")["Location"] == address
    file = reply.attachments.get()
    for _ in range(2):
        assert desk(reply, text="on", attachments=str(file.key))["Location"] == address
    seen = sign_in(customer).get(f"/tickets/{ticket.pk}/").content.decode()
    assert WORD not in seen
    assert "This message was redacted" in seen
    assert "A file was redacted" in seen
    assert "redacted the text of a message" in seen


def test_the_page_names_the_messages_that_quote_it(ticket, agent, desk):
    body = "Use the password of the boiler.\nok"
    reply = reply_to_ticket(ticket, by=agent, body=body)
    quote = add_note(ticket, by=agent, body="> Use the password of the boiler.\n\nNo!")
    reply_to_ticket(ticket, by=agent, body="ok")
    page = desk(reply)
    assert list(page.context["again"]) == [quote]
    assert f"/redact/{quote.pk}/" in page.content.decode()
    # what it quotes is not its own
    assert not desk(quote).context["again"]


def test_a_file_is_taken_and_the_text_stays(ticket, reply, desk):
    desk(reply, attachments=str(reply.attachments.get().key))
    reply.refresh_from_db()
    assert WORD in reply.body
    assert reply.attachments.get().redacted_at is not None


def test_nothing_chosen_and_files_of_others_are_refused(ticket, reply, desk, agent):
    other = add_note(ticket, by=agent, body="B", files=[text_file("b.txt", "B")])
    assert desk(reply, client_key="x").status_code == 422
    stolen = str(other.attachments.get().key)
    assert desk(reply, attachments=stolen).status_code == 422
    assert not Upload.objects.redacted().exists()


def test_the_button_is_agents_alone(ticket, reply, customer, agent, sign_in):
    address = f"/desk/tickets/{ticket.pk}/redact/{reply.pk}/"
    assert address in sign_in(agent).get(f"/desk/tickets/{ticket.pk}/").text
    assert address not in sign_in(customer).get(f"/tickets/{ticket.pk}/").text
    assert sign_in(customer).post(address, {"text": "on"}).status_code == 403
