"""Who is told, why, and what the mail says."""

import json

import pytest

from forums.actions import (
    accept_answer,
    add_post,
    delete_post,
    edit_post,
    hide_post,
    lock_topic,
    press_me_too,
    set_state,
)
from forums.actions.fixes import tell_some
from notifications.actions import watch
from notifications.models import (
    Notification,
    OutgoingEmail,
    Preference,
    Webhook,
    WebhookDelivery,
)
from notifications.webhooks import body


@pytest.fixture
def at_once(db):
    """Everybody named hears by mail at once, whatever the reason."""

    def choose(*people):
        for person in people:
            for reason in ("follower", "me_too", "mentioned", "quoted"):
                Preference.objects.create(person=person, reason=reason, mail="instant")

    return choose


def told(verb):
    rows = Notification.objects.filter(event__verb=verb).select_related("person")
    return {row.person.display_name: row.reason for row in rows}


def mail_to(person):
    return OutgoingEmail.objects.filter(recipient=person).latest("pk")


def test_a_new_topic_is_told_to_the_forums_followers(
    forum, make_topic, stranger, customer, at_once
):
    watch(forum, person=stranger)
    watch(forum, person=customer)  # who opens it hears nothing
    at_once(stranger)
    topic = make_topic()
    assert told("topic.opened") == {"Sam Stranger": "follower"}
    mail = mail_to(stranger)
    assert mail.subject == f"[Sign-in and licence] {topic.title}"
    assert f"{topic.lasting_url}\n" in mail.text
    assert "<strong>Pro</strong>" in mail.html


def test_a_reply_is_told_to_author_and_followers(topic, stranger, helper, customer):
    watch(topic, person=stranger)
    post = add_post(topic, by=helper, body="Look *there*")
    assert told("post.added") == {"Maya Lind": "author", "Sam Stranger": "follower"}
    mail = mail_to(customer)
    assert mail.subject == f"Re: {topic.title}"
    assert post.lasting_url in mail.text
    assert "Look *there*" in mail.text
    assert "<em>there</em>" in mail.html


def test_who_takes_part_and_is_named_hears_of_it(topic, answer, stranger, customer):
    add_post(topic, by=customer, body="@hal helper, and @Sam Stranger, and @Nobody")
    assert told("post.added")["Hal Helper"] == "mentioned"
    assert "Sam Stranger" not in told("post.added")


def test_who_is_quoted_hears_of_it(topic, answer, stranger):
    add_post(topic, by=stranger, body="> [Hal Helper](#post-2):\n>\n> Look\n\nWhere?")
    assert told("post.added")["Hal Helper"] == "quoted"


def test_a_link_to_a_post_is_no_quote(topic, answer, stranger):
    add_post(topic, by=stranger, body="See [above](#post-2)")
    assert "Hal Helper" not in told("post.added")


def test_an_answer_is_told_to_everyone_who_waited(
    topic, stranger, helper, agent, answer, customer, at_once
):
    press_me_too(topic, by=stranger)
    at_once(stranger)
    accept_answer(answer, by=agent)
    assert told("answer.accepted") == {
        "Hal Helper": "author",
        "Maya Lind": "author",
        "Sam Stranger": "me_too",
    }
    mail = mail_to(stranger)
    assert mail.subject == f"Solved: {topic.title}"
    assert "Look into the spam folder." in mail.text


def test_an_idea_is_followed_at_each_step(ideas, make_topic, stranger, agent, at_once):
    topic = make_topic(forum=ideas)
    press_me_too(topic, by=stranger)
    at_once(stranger)
    set_state(topic, by=agent, state="planned")
    assert told("topic.state_changed") == {
        "Maya Lind": "author",
        "Sam Stranger": "me_too",
    }
    assert mail_to(stranger).subject == f"Planned: {topic.title}"


def test_a_problem_is_told_when_it_is_fixed(make_topic, agent, customer, stranger):
    topic = make_topic(kind="problem")
    set_state(topic, by=agent, state="confirmed")
    assert told("topic.state_changed") == {}
    watch(topic, person=stranger)
    set_state(topic, by=agent, state="fixed")
    tell_some()
    assert told("topic.state_changed") == {"Sam Stranger": "follower"}
    assert told("topic.fix_told") == {"Maya Lind": "fixed"}
    assert "is fixed" in mail_to(customer).text


def test_a_question_that_needs_information_is_told_to_nobody(topic, agent):
    set_state(topic, by=agent, state="needs_info")
    assert told("topic.state_changed") == {}


def test_who_wrote_a_hidden_post_hears_why(topic, answer, agent, helper):
    hide_post(answer, by=agent, reason="off_topic")
    assert told("post.hidden") == {"Hal Helper": "concerned"}
    mail = mail_to(helper)
    assert "It does not belong to this topic." in mail.text
    assert "It does not belong to this topic." in mail.html


def test_edits_locks_and_deletions_are_told_to_nobody(topic, answer, agent):
    before = Notification.objects.count()
    edit_post(answer, by=agent, body="New")
    lock_topic(topic, by=agent)
    delete_post(answer, by=agent)
    assert Notification.objects.count() == before


def test_who_lost_sight_of_the_forum_hears_nothing(topic, forum, agent):
    forum.audience = "agents"
    forum.save()
    add_post(topic, by=agent, body="Between us")
    assert told("post.added") == {}


def test_all_mail_of_a_topic_is_one_thread(
    forum, make_topic, stranger, helper, at_once
):
    watch(forum, person=stranger)
    at_once(stranger)
    topic = make_topic()
    watch(topic, person=stranger)
    add_post(topic, by=helper, body="Look there")
    first, second = OutgoingEmail.objects.filter(recipient=stranger).order_by("pk")
    assert first.thread == second.thread
    assert second.in_reply_to == first.message_id


def test_a_webhook_is_led_there_without_the_title(topic, agent):
    Webhook.objects.create(url="https://hooks.example.com/in")
    lock_topic(topic, by=agent)
    call = json.loads(body(WebhookDelivery.objects.latest("pk")))
    assert call["url"].endswith(topic.lasting_url)
    assert topic.slug not in call["url"]
