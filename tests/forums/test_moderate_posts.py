"""Hide, delete, restore: what becomes of a post, its topic and the counts."""

import pytest

from activity.models import Event
from forums.actions import add_post, delete_post, hide_post, restore_post
from forums.actions.sanctions import silence
from forums.models import Forum, Post, Topic


def test_a_hidden_post_counts_no_more(topic, answer, agent):
    before = topic.latest_at
    assert hide_post(answer, by=agent, reason="spam")
    assert not hide_post(answer, by=agent, reason="spam")
    topic.refresh_from_db()
    assert topic.post_count == 1
    assert topic.latest_at <= before
    assert answer.hidden_reason == "spam"


def test_a_restored_post_counts_again(topic, answer, agent):
    hide_post(answer, by=agent, reason="spam")
    assert restore_post(answer, by=agent)
    topic.refresh_from_db()
    assert topic.post_count == 2
    assert answer.hidden_reason == ""


def test_the_opening_post_takes_its_topic_along(topic, forum, agent):
    opening = topic.posts.get(number=1)
    delete_post(opening, by=agent)
    assert Topic.objects.get().visibility == "deleted"
    assert Forum.objects.get(pk=forum.pk).topic_count == 0
    restore_post(opening, by=agent)
    assert Topic.objects.get().is_published
    assert Forum.objects.get(pk=forum.pk).topic_count == 1


def test_from_hidden_to_deleted_the_forum_counts_once(topic, forum, agent):
    opening = topic.posts.get(number=1)
    hide_post(opening, by=agent, reason="abuse")
    delete_post(opening, by=agent)
    assert Forum.objects.get(pk=forum.pk).topic_count == 0


def test_each_leaves_one_event(topic, answer, agent):
    hide_post(answer, by=agent, reason="spam")
    event = Event.objects.get(verb="post.hidden")
    assert (event.target, event.related) == (topic, answer)
    assert event.data["reason"] == "spam"


# the pages


@pytest.mark.parametrize(
    ("who", "status"),
    [("customer", 403), ("stranger", 403), ("helper", 302), ("agent", 302)],
)
def test_helpers_and_staff_hide(topic, url, stranger, sign_in, request, who, status):
    add_post(topic, by=stranger, body="Buy!")
    browser = sign_in(request.getfixturevalue(who))
    answer = browser.post(f"{url}posts/2/hide/", {"reason": "spam"})
    assert answer.status_code == status


def test_hiding_asks_for_a_reason(url, answer, agent, sign_in):
    browser = sign_in(agent)
    assert browser.get(f"{url}posts/2/hide/").status_code == 200
    assert browser.post(f"{url}posts/2/hide/").status_code == 422
    refused = browser.post(f"{url}posts/2/hide/", {"reason": "I do not like it"})
    assert refused.status_code == 422
    assert Post.objects.get(number=2).is_published


def test_a_helper_hides_no_words_of_staff(topic, url, agent, helper, sign_in):
    add_post(topic, by=agent, body="Official")
    answer = sign_in(helper).post(f"{url}posts/2/hide/", {"reason": "spam"})
    assert answer.status_code == 403


def test_authors_delete_what_nobody_built_upon(topic, url, stranger, customer, sign_in):
    add_post(topic, by=stranger, body="Me too")
    browser = sign_in(stranger)
    assert browser.post(f"{url}posts/2/delete/").status_code == 302
    # her own asked question has an answer by now, so it stays
    add_post(topic, by=stranger, body="An answer")
    assert sign_in(customer).post(f"{url}posts/1/delete/").status_code == 403


def test_who_is_silenced_takes_nothing_back(topic, url, stranger, agent, sign_in):
    add_post(topic, by=stranger, body="Me too")
    silence(stranger, by=agent, reason="Rude", days=1)
    assert sign_in(stranger).post(f"{url}posts/2/delete/").status_code == 403


def test_what_an_author_deleted_only_staff_brings_back(
    topic, url, stranger, helper, agent, sign_in
):
    delete_post(add_post(topic, by=stranger, body="Me too"), by=stranger)
    for person, status in [(stranger, 403), (helper, 403), (agent, 302)]:
        answer = sign_in(person).post(f"{url}posts/2/restore/")
        assert answer.status_code == status


def test_a_stranger_does_not_reach_a_hidden_post(
    topic, url, answer, agent, stranger, sign_in
):
    hide_post(answer, by=agent, reason="spam")
    browser = sign_in(stranger)
    for verb in ("edit", "hide", "delete", "restore"):
        assert browser.post(f"{url}posts/2/{verb}/").status_code == 404
