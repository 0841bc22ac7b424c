"""What was hidden is not brought back by what quotes it."""

import re

import pytest

from accounts.actions import delete_account
from accounts.models import Organization
from forums.actions import (
    accept_answer,
    add_post,
    change_forum,
    edit_post,
    hide_post,
    move_topic,
    split_topic,
)
from forums.actions.tickets import make_ticket
from forums.quotes import quote
from notifications.actions import follow
from notifications.delivery import deliver_mails
from notifications.models import OutgoingEmail
from search.models import SearchDocument
from tests.tickets.test_api import Program

WORD = "zebrafish"
ONCE = f"> [Otto Other](#post-2):\n>\n> Feed the {WORD}\n\nWhat?"
INNER = "\n".join(f"> {line}" for line in ONCE.split("\n"))
TWICE = f"> [Cora](#post-3):\n>\n{INNER}\n\nI see."


@pytest.fixture
def quoted(topic, make_person, customer, helper, agent, stranger):
    follow(topic, person=stranger, mail="instant")
    first = add_post(topic, by=make_person("Otto Other"), body=f"Feed the {WORD}")
    add_post(topic, by=customer, body=ONCE)
    add_post(topic, by=helper, body=TWICE)
    hide_post(first, by=agent, reason="private")
    return topic


@pytest.mark.parametrize("place", ["", "?quote=3", "posts/3/history/"])
def test_no_page_has_it_by_a_quote_of_a_quote(quoted, sign_in, stranger, place):
    page = sign_in(stranger).get(quoted.get_absolute_url() + place).content.decode()
    assert WORD not in page


def test_the_quote_button_brings_none_of_it_into_the_box(quoted, sign_in, agent):
    """Not to moderators either, who see the post: what they quote, all would read."""
    browser, url = sign_in(agent), quoted.get_absolute_url()
    box = {}
    for number in (2, 3):
        page = browser.get(f"{url}?quote={number}").content.decode()
        box[number] = re.search(
            r'<textarea name="body"[^>]*>(.*?)</textarea>', page, re.S
        )[1]
    assert box[2].strip() == ""
    assert "&gt; What?" in box[3]
    assert "…" in box[3]
    assert WORD not in box[3]


def test_what_moves_inside_is_quoted_outside_no_more(
    topic, stranger, customer, agent, client, make_forum
):
    add_post(topic, by=stranger, body=f"Feed the {WORD}")
    add_post(topic, by=customer, body=ONCE)
    inside = make_forum("Inside", audience="agents")
    away = split_topic(topic, by=agent, numbers={2}, title="Fodder")
    move_topic(away, by=agent, forum=inside)
    assert WORD not in client.get(topic.get_absolute_url()).content.decode()
    assert not SearchDocument.objects.filter(object_id=topic.pk, body__contains=WORD)
    for audience, is_shown in (("everyone", True), ("agents", False)):
        change_forum(inside, by=agent, audience=audience)
        assert (WORD in topic.posts.get(number=2).body_html) is is_shown
    move_topic(topic, by=agent, forum=inside)
    assert WORD in topic.posts.get(number=2).body_html


def test_words_of_one_organisation_never_stand_with_another(
    make_forum, make_topic, organization, agent
):
    """Nor once both read both: of another forum is quoted what everyone reads."""
    other = Organization.objects.create(name="Other Ltd")
    both = {"ours": organization, "theirs": other}
    chosen = {
        name: make_forum(name, audience="organizations", organizations=[each])
        for name, each in both.items()
    }
    post = make_topic(forum=chosen["ours"], body=WORD).posts.get()
    quotes = {
        name: make_topic(forum=forum, by=agent, body=quote(post, WORD)).posts.get()
        for name, forum in chosen.items()
    }
    for organizations in ([other], [organization, other], [organization]):
        change_forum(chosen["theirs"], by=agent, organizations=organizations)
        for name, is_shown in (("ours", True), ("theirs", False)):
            quotes[name].refresh_from_db()
            assert (WORD in quotes[name].body_html) is is_shown


def test_a_former_member_is_not_named(topic, make_person, customer, helper, client):
    otto = make_person("Otto Other")
    post = add_post(topic, by=otto, body="Feed the fish")
    again = add_post(topic, by=customer, body=quote(post, post.body) + "\n\nHow?")
    edit_post(again, by=customer, body=again.body + " And when?")
    words = quote(again, again.body) + "\n\nThank Otto!"
    twice = add_post(topic, by=helper, body=words)
    delete_account(otto)
    url = topic.get_absolute_url()
    for place in (f"{url}posts/3/history/", f"{url}?quote=3"):
        assert "Otto Other" not in client.get(place).text
    twice.refresh_from_db()
    lines = twice.body.split("\n")
    assert lines[0] == f"> [{customer.public_name}]({again.lasting_url}):"
    assert f"> > [Former member]({post.lasting_url}):" in lines
    assert lines[-1] == "Thank Otto!"
    assert "Former member</a>:" in twice.body_html
    assert "Otto Other" not in SearchDocument.objects.get(object_id=topic.pk).body


def test_no_ticket_takes_it_along(quoted, agent):
    ticket = make_ticket(quoted.posts.get(number=3), by=agent)
    assert "What?" in ticket.messages.get().body
    assert WORD not in ticket.messages.get().body


@pytest.mark.parametrize("place", ["posts", "posts/3/versions"])
def test_no_program_reads_it_there(quoted, stranger, place):
    answer = Program(stranger, ["forums:read"]).get(f"/topics/{quoted.pk}/{place}")
    assert WORD not in answer.content.decode()


def test_no_mail_leaves_with_it_that_waited(quoted, stranger):
    waiting = OutgoingEmail.objects.filter(recipient=stranger)
    assert waiting.filter(text__contains=WORD).count() == 3
    deliver_mails(waiting.values_list("pk", flat=True))
    assert set(waiting.values_list("state", flat=True)) == {"suppressed"}


def test_no_mail_takes_it_along(quoted, helper, agent):
    add_post(quoted, by=agent, body=f"{TWICE} Indeed?")
    accept_answer(quoted.posts.get(number=4), by=agent)
    told = OutgoingEmail.objects.filter(event__verb="answer.accepted")
    told |= OutgoingEmail.objects.filter(text__contains="Indeed?")
    assert told.count() > 1
    for mail in told:
        assert WORD not in mail.text + mail.html
