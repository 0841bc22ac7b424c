from uuid import uuid4

import pytest

from activity.models import Event
from forums.actions import add_post, hide_post, lock_topic, press_me_too, set_state


def test_numbers_are_dense_whatever_becomes_of_a_post(topic, stranger, agent):
    second = add_post(topic, by=stranger, body="Spam")
    hide_post(second, by=agent, reason="spam")
    third = add_post(topic, by=stranger, body="Sorry")
    assert [second.number, third.number] == [2, 3]
    assert (topic.last_number, topic.post_count) == (3, 2)


def test_a_post_is_the_latest_of_its_topic(topic, stranger):
    post = add_post(topic, by=stranger, body="Same here")
    topic.refresh_from_db()
    assert topic.latest_at == post.created_at


def test_the_same_form_sent_twice_makes_one_post(topic, stranger):
    key = uuid4()
    once = add_post(topic, by=stranger, body="Hi", client_key=key)
    assert add_post(topic, by=stranger, body="Hi", client_key=key) == once
    assert topic.posts.count() == 2


def test_somebody_elses_reply_answers_a_question(topic, stranger):
    add_post(topic, by=stranger, body="Look into the spam folder")
    assert topic.state == "answered"


def test_the_askers_own_words_answer_nothing(topic, customer):
    add_post(topic, by=customer, body="Nobody?")
    assert topic.state == "open"


def test_who_has_the_question_too_does_not_answer_it(topic, stranger):
    press_me_too(topic, by=stranger)
    add_post(topic, by=stranger, body="Same here")
    assert topic.state == "open"


def test_the_asker_gives_the_information_that_was_missing(topic, customer, helper):
    set_state(topic, by=helper, state="needs_info")
    add_post(topic, by=customer, body="Version 4")
    assert topic.state == "open"


def test_an_event_names_the_topic_and_the_post(topic, stranger):
    post = add_post(topic, by=stranger, body="Hi")
    event = Event.objects.get(verb="post.added")
    assert (event.target, event.related, event.actor) == (topic, post, stranger)


# the page


def test_page_posts_and_leads_to_the_post(topic, url, stranger, sign_in):
    answer = sign_in(stranger).post(f"{url}reply/", {"body": "Me neither"})
    assert (answer.status_code, answer.url) == (302, f"{url}#post-2")


def test_an_empty_comment_is_refused(topic, url, stranger, sign_in):
    assert sign_in(stranger).post(f"{url}reply/", {"body": "  "}).status_code == 422
    assert topic.posts.count() == 1


def test_an_overlong_comment_comes_back(topic, url, stranger, sign_in):
    answer = sign_in(stranger).post(f"{url}reply/", {"body": "x" * 65_537})
    assert answer.status_code == 422
    assert "xxxxxxxxxx" in answer.content.decode()


def test_a_visitors_words_wait_in_the_box_after_the_login(client, topic, url, customer):
    answer = client.post(f"{url}reply/", {"body": "It happens to me"})
    assert answer.url == f"/accounts/login/?next={url}%23reply"
    assert topic.posts.count() == 1
    assert "Nothing that you wrote is lost." in client.get(answer.url).content.decode()
    client.force_login(customer, "allauth.account.auth_backends.AuthenticationBackend")
    assert "It happens to me</textarea>" in client.get(url).content.decode()


def test_nobody_but_staff_posts_in_a_locked_topic(
    topic, url, customer, helper, agent, sign_in
):
    lock_topic(topic, by=agent)
    for person, status in [(customer, 403), (helper, 403), (agent, 302)]:
        answer = sign_in(person).post(f"{url}reply/", {"body": "More"})
        assert answer.status_code == status


def test_nobody_posts_in_a_hidden_topic(topic, url, customer, agent, sign_in):
    hide_post(topic.posts.get(number=1), by=agent, reason="spam")
    answer = sign_in(customer).post(f"{url}reply/", {"body": "More"})
    assert answer.status_code == 403


def test_a_reply_cannot_be_got(topic, url, customer, sign_in):
    assert sign_in(customer).get(f"{url}reply/").status_code == 405


def test_too_many_posts_are_refused_with_their_words(topic, url, customer, sign_in):
    browser = sign_in(customer)
    answers = [
        browser.post(f"{url}reply/", {"body": f"Kept words {n}"}) for n in range(5)
    ]
    assert answers[-1].status_code == 429
    assert "Kept words 4" in answers[-1].content.decode()
    assert topic.posts.count() == 5


@pytest.mark.parametrize("path", ["999999999999999999999999-x/", "0-x/"])
def test_a_topic_that_is_not_there(client, db, path):
    assert client.get(f"/forums/topics/{path}").status_code == 404
    assert client.post(f"/forums/topics/{path}reply/").status_code == 404
