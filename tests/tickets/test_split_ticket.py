"""Messages that are another matter become a ticket of their own."""

from uuid import uuid4

import pytest
from django.urls import reverse

from composer.models import Upload
from notifications.models import OutgoingEmail
from search.finding import thread_ids
from tests.matrix.files import picture
from tickets.actions import (
    add_cc,
    add_note,
    merge_tickets,
    reply_to_ticket,
    split_ticket,
    undo_merge,
)
from tickets.linking import linked
from tickets.models import UNDO_FOR, Ticket
from tickets.timeline import timeline


@pytest.fixture
def thread(ticket, customer, stranger, agent) -> Ticket:
    """1 the printer, 2 a note, 3 the stranger's zebra, 4 an answer."""
    add_cc(ticket, person=stranger, can_reply=True, by=customer)
    add_note(ticket, by=agent, body="Between us: heron")
    reply_to_ticket(ticket, by=stranger, body="My zebra limps", files=[picture()])
    reply_to_ticket(ticket, by=agent, body="Which zebra?")
    return ticket


def split(ticket, numbers, requester, by, **given) -> Ticket | None:
    fields = {"subject": "Zebra", "tell": False, "client_key": uuid4(), **given}
    fields |= {"messages": numbers, "email": requester.email}
    return split_ticket(ticket, by=by, **fields)


def bodies(ticket) -> list[str]:
    return list(ticket.messages.order_by("number").values_list("body", flat=True))


def test_messages_go_with_their_files_and_a_public_one_first(
    thread, stranger, agent, events
):
    before = thread.messages.get(number=3)
    made = split(thread, [2, 3, 4], stranger, agent)
    assert bodies(thread) == ["It burns since this morning."]
    texts = ["My zebra limps", "Between us: heron", "Which zebra?"]
    assert bodies(made) == texts
    first = made.messages.get(number=1)
    assert (first.pk, first.created_at) == (before.pk, before.created_at)
    assert first.attachments.count() == 1
    assert (made.requester, made.status, made.message_count) == (stranger, "open", 3)
    assert events(thread)[-1] == "ticket.split_off"
    assert events(made) == ["ticket.split"]
    thread.refresh_from_db()
    assert thread.last_reply_at == thread.messages.get().created_at
    assert reply_to_ticket(thread, by=agent, body="On").number == 5


def test_both_say_so(thread, stranger, agent, customer):
    made = split(thread, [3], stranger, agent)
    said = [entry.text for entry in timeline(thread, agent=agent).entries]
    assert f"Ada Agent split messages off into #{made.pk}" in said
    said = [entry.text for entry in timeline(made, agent=None).entries]
    assert "Ada Agent made the ticket of messages from another one" in said
    said = [entry.text for entry in timeline(thread, agent=None).entries]
    assert not any("split" in text for text in said)
    assert [str(link.label) for link in linked(made, agent)] == ["Split from"]
    assert [str(link.label) for link in linked(thread, agent)] == ["Split off"]


def test_who_is_not_let_in_sees_it_no_more(thread, stranger, customer, agent):
    made = split(thread, [2, 3, 4], stranger, agent)
    seen = Upload.objects.visible_to
    assert (seen(stranger).count(), seen(customer).count()) == (1, 0)
    assert thread_ids("zebra", stranger, Ticket) == [made.pk]
    assert not thread_ids("zebra", customer, Ticket)
    for person in (stranger, customer):
        assert not thread_ids("heron", person, Ticket)
    assert thread_ids("heron", agent, Ticket) == [made.pk]


def test_who_wrote_one_of_them_is_let_in(thread, customer, stranger, agent):
    made = split(thread, [3], customer, agent)
    cc = made.ccs.get()
    assert (cc.person, cc.can_reply) == (stranger, True)


def test_its_requester_is_told_where_she_is_to(thread, stranger, agent):
    mails = OutgoingEmail.objects.all()
    before = mails.count()
    split(thread, [3], stranger, agent)
    assert mails.count() == before
    reply_to_ticket(thread, by=stranger, body="A lion, too")
    made = split(thread, [5], stranger, agent, tell=True)
    mail = mails.about(made).get()
    assert mail.recipient == stranger
    assert f"#{made.pk}" in mail.text


def test_twice_splits_once(thread, stranger, agent):
    key = uuid4()
    made = split(thread, [3], stranger, agent, client_key=key)
    assert split(thread, [3], stranger, agent, client_key=key) == made
    assert Ticket.objects.count() == 2


def test_neither_the_first_nor_notes_alone_nor_what_may_be_taken_back(
    thread, stranger, agent
):
    reply_to_ticket(thread, by=agent, body="Wait", undo_for=UNDO_FOR)
    for numbers in ([1], [2], [5], [9]):
        assert split(thread, numbers, stranger, agent) is None
    assert Ticket.objects.count() == 1


def test_merged_back_it_is_one_again(thread, stranger, agent):
    before = set(thread.messages.values_list("pk", flat=True))
    made = split(thread, [2, 3], stranger, agent)
    assert merge_tickets(made, into=thread, by=agent, tell=False)
    assert set(thread.messages.values_list("pk", flat=True)) == before


def test_what_undo_gives_back_opens_with_its_own_words(
    thread, make_ticket, stranger, agent, sign_in
):
    other = make_ticket("Parrot", requester=stranger, body="It is silent")
    merge_tickets(other, into=thread, by=agent, tell=False)
    assert split(thread, [5], stranger, agent) is None
    page = sign_in(agent).get(reverse("desk:split", args=[thread.pk]))
    assert 'name="messages" value="5"' not in page.content.decode()
    undo_merge(other, by=agent)
    assert bodies(other) == ["It is silent"]


def test_from_the_page(thread, stranger, agent, sign_in):
    client, url = sign_in(agent), reverse("desk:split", args=[thread.pk])
    page = client.get(url).content.decode()
    assert 'name="messages" value="3"' in page
    assert 'name="messages" value="1"' not in page
    asked = {"messages": ["2"], "subject": "Zebra", "email": stranger.email}
    refused = client.post(url, asked)
    assert refused.status_code == 422
    assert "at least one public message" in refused.content.decode()
    assert 'value="2" checked' in refused.content.decode()
    asked |= {"messages": ["2", "3"], "client_key": uuid4()}
    answers = [client.post(url, asked)["Location"] for _ in range(2)]
    made = Ticket.objects.get(requester=stranger)
    assert answers == [reverse("desk:ticket", args=[made.pk])] * 2
    assert bodies(made) == ["My zebra limps", "Between us: heron"]
