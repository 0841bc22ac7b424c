"""What a person downloads, and what stays when she leaves, over all apps."""

import pytest

from accounts.actions import delete_account
from accounts.export import personal_data
from forums.actions import start_topic
from forums.models import Forum, Topic
from tickets.actions import add_note, open_ticket
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(customer) -> Ticket:
    return open_ticket(
        requester=customer,
        subject="Lost mail",
        body="Where is it?",
        channel="web",
        by=customer,
    )


@pytest.fixture
def topic(customer) -> Topic:
    forum = Forum.objects.create(title="Help", slug="help")
    return start_topic(
        forum, by=customer, kind="question", title="How?", body="Tell me."
    )


def test_the_download_holds_what_she_wrote_and_no_note_about_her(
    ticket, topic, customer, agent
):
    add_note(ticket, body="A difficult one", by=agent)

    data = personal_data(customer)

    assert [row["subject"] for row in data["tickets"]] == ["Lost mail"]
    assert [row["body"] for row in data["ticket messages"]] == ["Where is it?"]
    assert [row["title"] for row in data["topics"]] == ["How?"]
    assert [row["body"] for row in data["posts"]] == ["Tell me."]
    assert "difficult" not in str(data)


def test_a_stranger_downloads_none_of_it(ticket, topic, stranger):
    data = personal_data(stranger)

    assert not any(rows for name, rows in data.items() if name != "profile")


def test_tickets_and_topics_stay_without_her_name(ticket, topic, customer):
    delete_account(customer)

    ticket.refresh_from_db()
    topic.refresh_from_db()
    assert ticket.requester.public_name == "Former member"
    assert "example.com" not in ticket.requester.email
    assert topic.author.public_name == "Former member"
