"""A post becomes a ticket of who wrote it."""

import pytest

from forums.actions import add_post, merge_topics
from forums.actions.tickets import link_ticket, make_ticket
from tickets.models import Ticket


@pytest.fixture
def post(topic, stranger):
    return add_post(topic, by=stranger, body="My invoice says so, too.")


def test_once_and_tied_both_ways(post, url, agent, stranger, customer, sign_in):
    browser = sign_in(agent)
    command = f"{post.topic.get_absolute_url()}posts/2/make-ticket/"
    answers = [browser.post(command) for _ in range(2)]
    ticket = Ticket.objects.get()
    assert {answer.url for answer in answers} == {f"/desk/tickets/{ticket.pk}/"}
    assert (ticket.requester, ticket.subject) == (stranger, post.topic.title)
    message = ticket.messages.get()
    assert message.author == stranger
    assert "My invoice says so" in message.body
    number = f"Ticket #{ticket.pk}"
    assert number in browser.get(url).content.decode()
    assert number in sign_in(stranger).get(url).content.decode()
    assert "private" not in sign_in(customer).get(url).content.decode()
    side = browser.get(f"/desk/tickets/{ticket.pk}/requester/")
    assert post.topic.title in side.content.decode()


def test_its_badge_goes_along_when_topics_are_merged(
    post, agent, stranger, make_topic, sign_in
):
    ticket = make_ticket(post, by=agent)
    survivor = make_topic("All about invoices")
    link_ticket(survivor, ticket, post=None, by=agent)
    merge_topics(post.topic, into=survivor, by=agent)
    assert ticket.topic_links.get().post == post
    browser, url = sign_in(agent), survivor.get_absolute_url()
    assert "Post 3 is being handled" in sign_in(stranger).get(url).content.decode()
    assert browser.post(f"{url}posts/3/make-ticket/").url.endswith(f"/{ticket.pk}/")
    side = browser.get(f"/desk/tickets/{ticket.pk}/requester/").content.decode()
    assert side.count(survivor.title) == 1


def test_not_by_customers_nor_of_staff(post, url, agent, customer, sign_in):
    command = f"{url}posts/2/make-ticket/"
    assert sign_in(customer).post(command).status_code == 403
    add_post(post.topic, by=agent, body="We look into it.")
    assert sign_in(agent).post(f"{url}posts/3/make-ticket/").status_code == 403
    assert not Ticket.objects.exists()
