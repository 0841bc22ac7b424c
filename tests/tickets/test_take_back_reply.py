"""For fifteen seconds an agent's reply is agents' alone and may be taken back."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from activity.models import Event
from composer.actions import save_draft
from composer.models import Draft
from notifications.actions import watch
from notifications.bell import unread_count
from notifications.models import OutgoingEmail, Webhook, WebhookDelivery
from search.models import SearchDocument
from tests.tickets.test_api import Program
from tickets.actions import add_note, mark_pending, reply_to_ticket, take_back_reply
from tickets.models import UNDO_FOR, TicketMessage


@pytest.fixture
def reply(ticket, agent) -> TicketMessage:
    return reply_to_ticket(
        ticket, by=agent, body="Use water.", then="solved", undo_for=UNDO_FOR
    )


@pytest.fixture
def later(monkeypatch):
    """`later(UNDO_FOR)`: so much time goes by."""

    def pass_by(span: timedelta) -> None:
        moment = timezone.now() + span
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return pass_by


def test_agents_alone_see_it_until_it_is_due(reply, customer, agent, later):
    seen = TicketMessage.objects.visible_to
    assert reply in seen(agent)
    assert reply not in seen(customer)
    assert reply not in reply.ticket.messages.public()
    later(UNDO_FOR)
    assert reply in seen(customer)
    assert reply in reply.ticket.messages.public()


def test_portal_search_and_bell_keep_silent_until_then(reply, customer, sign_in, later):
    client = sign_in(customer)
    address = reply.ticket.get_absolute_url()
    told = unread_count(customer)
    page = client.get(address).content.decode()
    assert "Use water." not in page
    assert "Ada Agent" not in page
    assert "Use water" not in client.get("/search/?q=water").content.decode()
    later(UNDO_FOR)
    assert unread_count(customer) == told + 1
    assert "Use water." in client.get(address).content.decode()


def test_its_mail_is_due_when_it_is_public(reply, customer):
    mail = OutgoingEmail.objects.filter(recipient=customer).latest("pk")
    assert mail.next_at >= reply.public_at
    assert not OutgoingEmail.objects.due().filter(pk=mail.pk).exists()


@pytest.fixture
def hook(db) -> Webhook:
    return Webhook.objects.create(url="https://hooks.example.com/")


def test_a_webhook_hears_of_it_when_it_is_public(ticket, hook, reply):
    (call,) = WebhookDelivery.objects.all()
    assert call.verb == "ticket.agent_replied"
    assert call.next_at > reply.public_at
    assert not WebhookDelivery.objects.due().exists()
    # the database's clock decides; then the call is for everybody
    WebhookDelivery.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    assert WebhookDelivery.objects.due().exists()


def test_a_webhook_never_hears_of_what_was_taken_back(ticket, hook, reply, agent):
    take_back_reply(reply, by=agent)
    assert not WebhookDelivery.objects.exists()
    hook.includes_private = True
    hook.save()
    again = reply_to_ticket(ticket, by=agent, body="Water.", undo_for=UNDO_FOR)
    take_back_reply(again, by=agent)
    assert WebhookDelivery.objects.get().verb == "ticket.reply_taken_back"


def test_a_customers_reply_is_public_at_once(ticket, customer):
    reply = reply_to_ticket(ticket, by=customer, body="Hurry.", undo_for=UNDO_FOR)
    assert not reply.is_waiting
    assert reply in ticket.messages.public()


def test_taken_back_it_never_was(ticket, reply, agent, lead, customer, events):
    watch(ticket, person=lead)
    mails = OutgoingEmail.objects.filter(event__related_id=reply.pk)
    assert take_back_reply(reply, by=agent)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.solved_at) == ("new", None)
    assert ticket.last_reply_at == ticket.messages.get().created_at
    assert events(ticket) == ["ticket.opened", "ticket.reply_taken_back"]
    assert not mails.filter(event__verb="ticket.agent_replied").exists()
    kind = ContentType.objects.get_for_model(TicketMessage)
    assert not SearchDocument.objects.filter(content_type=kind).exists()
    assert Event.objects.about(ticket).latest("pk").audience == "staff"


def test_the_text_goes_before_what_was_begun_since(ticket, reply, agent):
    save_draft(ticket, purpose="reply", by=agent, body="PS", beside={})
    take_back_reply(reply, by=agent)
    assert Draft.objects.get().body == "Use water.\n\nPS"


def test_a_status_set_since_then_stays(ticket, agent):
    reply = reply_to_ticket(ticket, by=agent, body="Water.", undo_for=UNDO_FOR)
    mark_pending(ticket, by=agent)
    take_back_reply(reply, by=agent)
    ticket.refresh_from_db()
    assert ticket.status == "pending"


def test_a_note_written_since_then_keeps_its_number(ticket, reply, agent):
    note = add_note(ticket, by=agent, body="Odd.")
    take_back_reply(reply, by=agent)
    ticket.refresh_from_db()
    assert (note.number, ticket.message_count) == (3, 3)


def test_it_is_too_late_once_it_is_public_or_a_mail_has_left(
    ticket, reply, agent, customer, later
):
    mail = OutgoingEmail.objects.filter(recipient=customer).latest("pk")
    sent = {"state": "sent", "sent_at": timezone.now()}
    OutgoingEmail.objects.filter(pk=mail.pk).update(**sent)
    assert not take_back_reply(reply, by=agent)
    OutgoingEmail.objects.filter(pk=mail.pk).update(state="pending", sent_at=None)
    later(UNDO_FOR)
    assert not take_back_reply(reply, by=agent)
    assert ticket.messages.count() == 2


def test_what_is_said_of_a_reply_promises_no_undo_by_a_link(ticket, agent, sign_in):
    path = f"/desk/tickets/{ticket.pk}/"
    page = sign_in(agent).post(f"{path}reply/", {"body": "Water."}, follow=True).text
    assert f'can be undone until then. <a href="{path}#m2">Show it</a>' in page


def test_undo_on_the_page_is_for_its_author_and_works_once(
    ticket, agent, lead, sign_in
):
    desk, page = sign_in(agent), f"/desk/tickets/{ticket.pk}/"
    shown = desk.post(f"{page}reply/", {"body": "Use water."}, follow=True)
    reply = ticket.messages.latest("number")
    address = f"{page}undo/{reply.pk}/"
    assert address in shown.content.decode()
    hers = sign_in(lead)
    assert address not in hers.get(page).content.decode()
    assert hers.post(address).status_code == 403
    back = desk.post(address, follow=True)
    assert "Use water." in back.context["reply_form"].initial["body"]
    assert desk.post(address).status_code == 404
    assert ticket.messages.count() == 1


def test_undo_on_the_page_says_when_it_is_too_late(ticket, agent, sign_in):
    reply = reply_to_ticket(ticket, by=agent, body="Use water.")
    address = f"/desk/tickets/{ticket.pk}/undo/{reply.pk}/"
    page = sign_in(agent).post(address, follow=True)
    assert "Too late" in page.content.decode()
    assert ticket.messages.count() == 2


def test_by_the_api_a_reply_waits_where_it_asks_to(ticket, agent, lead, customer):
    program, path = Program(agent), f"/tickets/{ticket.pk}"
    given = {"body": "Use water.", "then": "solved", "undo": True}
    refused = Program(customer).post(f"{path}/reply", given | {"then": ""})
    assert refused.status_code == 422
    made = program.post(f"{path}/reply", given).json()
    assert made["public_at"] > made["created_at"]
    assert len(Program(customer).get(f"{path}/messages").json()["items"]) == 1
    undo = f"{path}/undo/{made['id']}"
    assert Program(customer).post(undo).status_code == 403
    assert Program(lead).post(undo).status_code == 403
    assert program.post(undo).json()["status"] == "new"
    assert program.post(undo).status_code == 404
    assert program.get(f"{path}/drafts").json()["reply"] == "Use water."
    at_once = program.post(f"{path}/reply", {"body": "Use water."}).json()
    assert program.post(f"{path}/undo/{at_once['id']}").status_code == 409
