import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile

from composer.models import Upload
from notifications.models import OutgoingEmail
from search.finding import find
from tickets.actions import (
    add_note,
    delete_ticket,
    mark_pending,
    mark_spam,
    restore_ticket,
    solve_ticket,
    trash_ticket,
    unmark_spam,
)
from tickets.models import Ticket, TicketMessage


@pytest.mark.parametrize(
    ("there", "back", "name"),
    [(mark_spam, unmark_spam, "spam"), (trash_ticket, restore_ticket, "trash")],
)
def test_there_and_back_keeps_the_status(ticket, agent, there, back, name, told):
    mark_pending(ticket, by=agent)
    assert there(ticket, by=agent)
    assert not there(ticket, by=agent)
    assert ticket.status == name
    assert told(ticket) == []
    assert back(ticket, by=agent)
    assert not back(ticket, by=agent)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.status_before) == ("pending", "")
    assert ticket.trashed_at is None


def test_a_solved_ticket_comes_back_solved(ticket, agent):
    solve_ticket(ticket, by=agent)
    solved_at = ticket.solved_at
    trash_ticket(ticket, by=agent)
    restore_ticket(ticket, by=agent)
    assert (ticket.status, ticket.solved_at) == ("solved", solved_at)


def test_spam_in_the_trash_comes_back_to_work(ticket, agent):
    mark_spam(ticket, by=agent)
    trash_ticket(ticket, by=agent)
    assert not mark_spam(ticket, by=agent)
    restore_ticket(ticket, by=agent)
    assert ticket.status == "new"


def test_only_trash_is_deleted(ticket, admin):
    assert not delete_ticket(ticket, by=admin)
    assert Ticket.objects.exists()


def test_deleting_leaves_no_word_behind(make_ticket, customer, agent, admin):
    photo = SimpleUploadedFile("fire.txt", b"smoke")
    ticket = make_ticket(body="zanzibar", files=[photo])
    add_note(ticket, by=agent, body="zanzibar too")
    trash_ticket(ticket, by=agent)
    assert delete_ticket(ticket, by=admin)
    assert not Ticket.objects.exists()
    messages = ContentType.objects.get_for_model(TicketMessage)
    assert not Upload.objects.filter(target_type=messages).exists()
    assert not find("zanzibar", admin)
    assert "zanzibar" not in OutgoingEmail.objects.get(recipient=customer).text
