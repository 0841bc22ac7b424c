"""What waits for helpers, and who says that she is answering it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forums.actions import (
    accept_answer,
    add_post,
    claim_topic,
    hide_post,
    press_me_too,
    set_state,
    undo_accept,
)
from forums.models import Topic
from tests.forums.test_hold_spam import ADVERT

URL = "/desk/forums/"


@pytest.fixture
def queue(sign_in, helper):
    browser = sign_in(helper)

    def titles(tab=""):
        page = browser.get(URL, {"tab": tab}).context["page"]
        return [topic.title for topic in page]

    return titles


def test_a_question_goes_from_tab_to_tab(queue, topic, customer, helper, stranger):
    press_me_too(topic, by=stranger)
    add_post(topic, by=stranger, body="Same here")
    assert queue() == [topic.title]
    set_state(topic, by=helper, state="needs_info")
    assert (queue(), queue("needs-info")) == ([], [topic.title])
    add_post(topic, by=customer, body="It is version 4")
    assert queue() == [topic.title]
    answer = add_post(topic, by=helper, body="Update it")
    assert (queue("answered"), queue("attention")) == ([topic.title], [])
    add_post(topic, by=customer, body="That did not help")
    assert queue("attention") == [topic.title]
    accept_answer(answer, by=helper)
    assert (queue("answered"), queue("attention")) == ([], [])
    undo_accept(answer, by=customer)
    assert queue("attention") == [topic.title]


def test_what_is_held_as_spam_stands_there_be_it_a_topic_or_a_reply(
    make_topic, make_person, sign_in, helper, agent
):
    newcomer = make_person("Nell New", joined_at=timezone.now())
    held = make_topic("Cheap refunds", by=newcomer, body=ADVERT)
    reply = add_post(make_topic("Honest"), by=newcomer, body=f"Again. {ADVERT}")
    browser = sign_in(helper)
    html = browser.get(URL, {"tab": "spam"}).content.decode()
    for post in (held.posts.get(), reply):
        assert f"/desk/moderation/posts/{post.pk}/" in html
        hide_post(post, by=agent, reason="spam")
    assert "Nothing waits" in browser.get(URL, {"tab": "spam"}).content.decode()


def test_helpers_see_their_forums_and_agents_all(
    queue, forum, make_forum, make_topic, stranger, sign_in, agent
):
    forum.helpers.add(stranger)
    make_topic("Of another's forum")
    make_topic("Of mine", forum=make_forum("Devices"))
    assert queue() == ["Of mine"]
    html = sign_in(agent).get(URL).content.decode()
    assert "Of mine" in html
    assert "Of another&#x27;s forum" in html


def test_a_claim_is_told_to_others_and_ends_with_the_answer(
    topic, url, helper, agent, sign_in
):
    browser, other = sign_in(helper), sign_in(agent)
    answer = browser.post(f"{url}claim/")
    assert answer.url.endswith("#reply")
    assert "Hal Helper is answering" in other.get(url).content.decode()
    assert "Hal Helper is answering" in other.get(URL).content.decode()
    assert other.post(f"{url}release/").status_code == 302
    topic.refresh_from_db()
    assert topic.claimed_by == helper
    other.post(f"{url}claim/")
    assert "Ada Agent is answering" in browser.get(url).content.decode()
    add_post(topic, by=agent, body="Like this")
    assert not Topic.objects.get().is_claimed


def test_a_claim_runs_out(topic, url, helper, customer, sign_in):
    claim_topic(topic, by=helper)
    Topic.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    html = sign_in(helper).get(url).content.decode()
    assert "I am answering" in html
    assert "I am answering" not in sign_in(customer).get(url).content.decode()


def test_it_costs_the_same_with_many(
    make_topic, helper, sign_in, django_assert_max_num_queries
):
    for number in range(20):
        claim_topic(make_topic(f"Topic {number}"), by=helper)
    browser = sign_in(helper)
    browser.get(URL)
    with django_assert_max_num_queries(8):
        assert len(browser.get(URL).context["page"]) == 20
