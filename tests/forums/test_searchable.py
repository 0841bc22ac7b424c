import pytest

from forums.actions import add_post, delete_post, edit_topic, hide_post, restore_post
from search.finding import find


@pytest.fixture
def found(topic, stranger):
    """The titles that a person finds; a stranger where nobody is named."""

    def titles(words, viewer=stranger):
        return [result.target.title for result in find(words, viewer)]

    return titles


def test_a_topic_is_found_by_title_opening_and_replies(topic, answer, found):
    for words in ("authentication", "Pro", "spam folder"):
        assert found(words) == [topic.title]


def test_a_new_name_is_found(topic, customer, found):
    edit_topic(topic, by=customer, title="Letters lost", body="x")
    assert found("letters") == ["Letters lost"]
    assert found("authentication") == []


def test_a_hidden_post_is_found_by_nobody(topic, answer, helper, agent, found):
    hide_post(answer, by=agent, reason="spam")
    for person in (helper, agent):
        assert found("spam folder", person) == []
    restore_post(answer, by=agent)
    assert found("spam folder") == [topic.title]


def test_a_deleted_topic_is_found_by_nobody(topic, agent, customer, found):
    delete_post(topic.posts.get(number=1), by=agent)
    for person in (customer, agent):
        assert found("authentication", person) == []


def test_a_forum_for_agents_is_found_by_agents(make_forum, make_topic, agent, found):
    staff = make_forum("Staff", audience="agents")
    make_topic("Handover", forum=staff, by=agent, body="Lighthouse")
    assert found("lighthouse") == []
    assert found("lighthouse", agent) == ["Handover"]


def test_a_reply_to_a_deleted_topic_brings_nothing_back(topic, agent, found):
    delete_post(topic.posts.get(number=1), by=agent)
    add_post(topic, by=agent, body="Lighthouse")
    assert found("lighthouse", agent) == []
