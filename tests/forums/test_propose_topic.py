"""A solved ticket becomes a topic without names, once its requester agreed."""

import re

import pytest
from django.utils import timezone

from accounts.actions import find_or_create_guest
from forums.actions import merge_topics
from forums.actions.proposals import agree_to_topic
from forums.models import Topic, TopicProposal
from forums.permissions import can_make_ticket
from notifications.content import content_of
from notifications.models import OutgoingEmail
from tickets.actions import (
    add_note,
    open_ticket,
    redact_message,
    redact_subject,
    reply_to_ticket,
    set_requester,
    solve_ticket,
    trash_ticket,
)


def solved_ticket(requester, agent):
    ticket = open_ticket(
        requester=requester, subject="Maya Lind cannot sync", channel="web", by=None,
        body="Maya Lind here, maya@example.org. It **never** syncs.",
    )  # fmt: skip
    add_note(ticket, by=agent, body="zqnote")
    reply_to_ticket(ticket, by=agent, body="Dear Maya, turn it on.")
    solve_ticket(ticket, by=agent)
    return ticket


@pytest.fixture
def ticket(customer, agent):
    return solved_ticket(customer, agent)


@pytest.fixture
def propose(forum, agent, sign_in):
    """The page as it is first shown, sent with these changes."""
    browser = sign_in(agent)

    def send(ticket, **changes):
        url = f"/desk/forums/from-ticket/{ticket.pk}/"
        form = browser.get(url, {"messages": ["1", "3"]}).context["form"]
        fields = {name: form.initial[name] for name in ("title", "question", "answer")}
        return browser.post(url, fields | {"forum": forum.pk} | changes)

    return send


def test_what_is_somebodys_own_is_covered_and_told_when_it_comes_back(
    ticket, propose, sign_in, agent
):
    url = f"/desk/forums/from-ticket/{ticket.pk}/"
    assert "zqnote" not in sign_in(agent).get(url).content.decode()
    answer = propose(ticket, answer="Write to Maya.")
    assert answer.status_code == 422
    assert "Maya" in str(answer.context["form"].errors)
    assert propose(ticket).status_code == 302
    proposal = TopicProposal.objects.get()
    words = proposal.title + proposal.question + proposal.answer
    assert "Maya" not in words
    assert "example.org" not in words
    assert "never" in words
    assert propose(ticket, answer="Write to Maya.", keep="on").status_code == 302
    assert [each.state for each in TopicProposal.objects.order_by("pk")] == [
        "withdrawn",
        "asked",
    ]


def test_nothing_is_published_before_the_requester_agreed(
    ticket, propose, customer, stranger, agent, sign_in, client, make_topic
):
    propose(ticket)
    mail = OutgoingEmail.objects.get(event__verb="topic.proposed")
    assert mail.recipient == customer
    url = f"/forums/topics/proposed/{TopicProposal.objects.get().pk}/"
    assert url in mail.text
    assert sign_in(stranger).get(url).status_code == 404
    browser = sign_in(customer)
    assert "never" in browser.get(url).content.decode()
    assert not Topic.objects.exists()
    for _ in range(2):
        browser.post(url, {"answer": "agree"})
    topic = Topic.objects.get()
    assert (topic.state, topic.accepted_post.author) == ("solved", agent)
    public = client.get(topic.get_absolute_url()).content.decode()
    assert "A customer" in public
    assert "Maya" not in public
    assert "Ticket #" not in browser.get(topic.get_absolute_url()).content.decode()
    staff = sign_in(agent).get(topic.get_absolute_url()).content.decode()
    assert f"Ticket #{ticket.pk}" in staff
    merge_topics(topic, into=(survivor := make_topic("Merged")), by=agent)
    merged = browser.get(survivor.get_absolute_url()).content.decode()
    assert "Ticket #" not in merged


def link_in_mail():
    mail = OutgoingEmail.objects.get(event__verb="topic.proposed")
    assert "/topics/proposed/" not in mail.text
    text = content_of(mail).decode()
    return re.search(r"/forums/topics/proposed/[^/\s]+/", text)[0]


def test_a_guest_declines_by_the_secret_of_her_mail(propose, agent, client):
    ticket = solved_ticket(find_or_create_guest("gus@example.com", name="Gus"), agent)
    propose(ticket)
    url = link_in_mail()
    assert "never" in client.get(url).content.decode()
    client.post(url, {"answer": "decline"})
    client.post(url, {"answer": "agree"})
    assert TopicProposal.objects.get().state == "declined"
    assert not Topic.objects.exists()


def test_what_an_agent_read_is_not_held(ticket, propose, customer, sign_in):
    spam = "Buy cheap viagra now http://a.example http://b.example http://c.example"
    propose(ticket, question=spam, keep="on")
    url = f"/forums/topics/proposed/{TopicProposal.objects.get().pk}/"
    sign_in(customer).post(url, {"answer": "agree"})
    assert Topic.objects.get().is_solved


def spoil(how, ticket, agent, stranger):
    if how == "words":
        redact_message(ticket.messages.get(number=1), by=agent)
    elif how == "subject":
        redact_subject(ticket, by=agent)
    elif how == "trash":
        trash_ticket(ticket, by=agent)
    elif how == "requester":
        set_requester(ticket, to=stranger, by=agent)
    else:
        TopicProposal.objects.update(created_at="2020-01-01T00:00Z")


@pytest.mark.parametrize("how", ["words", "subject", "trash", "requester", "time"])
def test_what_is_no_more_as_it_was_asked_is_neither_read_nor_published(
    how, propose, agent, stranger, client
):
    ticket = solved_ticket(find_or_create_guest("gus@example.com", name="Gus"), agent)
    propose(ticket)
    url = link_in_mail()
    spoil(how, ticket, agent, stranger)
    assert client.post(url, {"answer": "agree"}).status_code == 404
    agree_to_topic(TopicProposal.objects.get())
    assert TopicProposal.objects.get().state == "withdrawn"
    assert not Topic.objects.exists()


def test_whoever_asked_and_whoever_bore_the_name_before_it_is_published(
    ticket, propose, agent, lead
):
    find_or_create_guest("a-customer@forums.invalid", name="Cheap Pills")
    spam = "Buy cheap viagra now http://a.example http://b.example http://c.example"
    propose(ticket, answer=spam, keep="on")
    agent.is_agent, agent.joined_at = False, timezone.now()
    agent.save()
    agree_to_topic(TopicProposal.objects.get())
    topic = Topic.objects.get()
    assert topic.is_solved
    assert topic.author.public_name == "A customer"
    assert not can_make_ticket(lead, topic.posts.get(number=1))
