"""A post becomes a ticket of who wrote it."""

import pytest

from forums.actions import add_post
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


def test_not_by_customers_nor_of_staff(post, url, agent, customer, sign_in):
    command = f"{url}posts/2/make-ticket/"
    assert sign_in(customer).post(command).status_code == 403
    add_post(post.topic, by=agent, body="We look into it.")
    assert sign_in(agent).post(f"{url}posts/3/make-ticket/").status_code == 403
    assert not Ticket.objects.exists()
