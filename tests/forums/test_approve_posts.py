"""A forum may let new posts wait until a moderator has read them."""

import re

import pytest

from accounts.models import TrustLevel
from forums.actions import add_post, edit_post, start_topic
from forums.models import Report

ASK = "/forums/topics/ask/"
WORDS = "The printer says offline since the update."
WAITS = "A moderator reads it before others do."


@pytest.fixture
def careful(make_forum):
    return make_forum("Careful", approval="newcomers")


@pytest.fixture
def member(make_person):
    return make_person("Mia Member", trust_level=TrustLevel.MEMBER)


def ask(forum, person):
    return start_topic(forum, by=person, kind="question", title="Offline?", body=WORDS)


def test_newcomers_posts_wait(careful, customer, member, helper, agent):
    assert ask(careful, customer).visibility == "held"
    topic = ask(careful, member)
    assert topic.is_published
    assert add_post(topic, by=customer, body="Mine, too.").state == "held"
    assert add_post(topic, by=helper, body="Which one?").is_published
    assert add_post(topic, by=agent, body="Which printer?").is_published
    reasons = Report.objects.values_list("reason", flat=True)
    assert list(reasons) == ["approval", "approval"]


def test_where_everybodys_wait_an_edit_of_what_was_shown_does_not(
    make_forum, member, agent, sign_in, stranger
):
    topic = ask(make_forum("Strict", approval="everybody"), member)
    assert topic.visibility == "held"
    url, browser = topic.get_absolute_url(), sign_in(member)
    assert "Held for review" in browser.get(url).text
    assert sign_in(stranger).get(url).status_code == 404
    moderator = sign_in(agent)
    assert "It waits to be approved." in moderator.get("/desk/moderation/").text
    place = f"/desk/moderation/posts/{topic.posts.get().pk}/"
    # above the topic and in the menu of its post
    assert moderator.get(url).text.count(f'href="{place}"') == 2
    assert place not in browser.get(url).text
    moderator.post(place, {"decision": "publish"})
    edit_post(topic.posts.get(), by=member, body=f"{WORDS} Again.")
    assert topic.posts.get().is_published


def test_whose_posts_wait_is_told_so_before_she_writes(
    careful, client, customer, member, agent, sign_in
):
    topic = ask(careful, member)
    pages = [topic.get_absolute_url(), f"{careful.get_absolute_url()}new/"]
    for browser, is_told in (
        (client, False),
        (sign_in(customer), True),
        (sign_in(member), False),
        (sign_in(agent), False),
    ):
        written = browser.post(ASK, {"title": "Offline?", "step": "write"}).text
        texts = [*(browser.get(page).text for page in pages), written]
        assert [WAITS in text for text in texts] == [is_told] * 3


def test_asking_it_is_told_of_the_forum_that_she_chose(
    careful, forum, client, customer, agent
):
    words = {"title": "Offline?", "body": WORDS, "where": "careful:question"}
    client.post(ASK, words)
    client.force_login(customer, "allauth.account.auth_backends.AuthenticationBackend")
    for page in (client.get(ASK).text, client.post(ASK, words | {"title": ""}).text):
        waiting = re.findall(r'value="([^"]+)" data-waits', page)
        assert waiting == ["careful:question", "careful:problem"]
        assert 'value="careful:question" data-waits selected' in page
        assert WAITS in page


def test_nobody_says_that_of_a_post_herself(topic, url, answer, agent, sign_in):
    place, browser = f"{url}posts/2/report/", sign_in(agent)
    assert browser.post(place, {"reason": "approval"}).status_code == 422
