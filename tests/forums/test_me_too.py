import pytest

from forums.actions import (
    accept_answer,
    lock_topic,
    press_me_too,
    set_state,
    withdraw_me_too,
)
from forums.models import MeToo


def test_it_counts_each_person_once(topic, stranger, helper):
    assert press_me_too(topic, by=stranger)
    assert not press_me_too(topic, by=stranger)
    assert press_me_too(topic, by=helper)
    assert topic.me_too_count == MeToo.objects.count() == 3


def test_it_can_be_taken_back(topic, stranger):
    press_me_too(topic, by=stranger)
    assert withdraw_me_too(topic, by=stranger)
    assert not withdraw_me_too(topic, by=stranger)
    assert topic.me_too_count == MeToo.objects.count() == 1


def test_the_authors_own_stays(topic, customer):
    assert not withdraw_me_too(topic, by=customer)
    assert topic.me_too_count == 1


# the page


def test_the_page_counts_the_author_and_the_others(
    client, topic, url, stranger, sign_in
):
    assert "1 person has this question" in client.get(url).content.decode()
    answer = sign_in(stranger).post(f"{url}me-too/")
    assert (answer.status_code, answer.url) == (302, url)
    html = client.get(url).content.decode()
    assert "2 people have this question" in html
    assert "I have this question too" in html


def test_who_pressed_sees_that_she_has_it(topic, url, stranger, sign_in):
    browser = sign_in(stranger)
    browser.post(f"{url}me-too/")
    html = browser.get(url).content.decode()
    assert "You have this question too" in html
    assert "I have this question too" not in html


def test_a_script_gets_the_part_alone(topic, url, stranger, sign_in):
    answer = sign_in(stranger).post(f"{url}me-too/", headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "2 people have this question" in html
    assert "<html" not in html


def test_taking_it_back_on_the_page(topic, url, stranger, sign_in):
    browser = sign_in(stranger)
    browser.post(f"{url}me-too/")
    browser.post(f"{url}undo-me-too/")
    assert "1 person has this question" in browser.get(url).content.decode()


def test_a_visitor_is_sent_to_the_login_and_back(client, topic, url):
    answer = client.post(f"{url}me-too/")
    assert answer.url == f"/accounts/login/?next={url}"
    assert MeToo.objects.count() == 1


def test_the_author_has_no_button(topic, url, customer, sign_in):
    browser = sign_in(customer)
    assert "I have this question too" not in browser.get(url).content.decode()
    assert browser.post(f"{url}me-too/").status_code == 403


def test_a_solved_question_takes_no_more(
    topic, url, answer, customer, stranger, sign_in
):
    accept_answer(answer, by=customer)
    browser = sign_in(stranger)
    assert "people have this" not in browser.get(url).content.decode()
    assert browser.post(f"{url}me-too/").status_code == 403


def test_what_is_done_or_fixed_takes_no_more(make_topic, agent, stranger, sign_in):
    topic = make_topic(kind="idea")
    set_state(topic, by=agent, state="done")
    browser, url = sign_in(stranger), topic.get_absolute_url()
    assert "people want this" not in browser.get(url).content.decode()
    assert browser.post(f"{url}me-too/").status_code == 403


def test_a_locked_topic_takes_no_more(topic, url, agent, stranger, sign_in):
    lock_topic(topic, by=agent)
    assert sign_in(stranger).post(f"{url}me-too/").status_code == 403


def test_announcements_have_none(make_forum, make_topic, agent, stranger, sign_in):
    news = make_forum("News", kinds=["announcement"])
    url = make_topic(forum=news, by=agent).get_absolute_url()
    assert sign_in(stranger).post(f"{url}me-too/").status_code == 403


@pytest.mark.parametrize(
    ("kind", "words"),
    [("idea", "1 person wants this"), ("problem", "1 person has this problem")],
)
def test_each_kind_has_its_words(client, make_topic, kind, words):
    url = make_topic(kind=kind).get_absolute_url()
    assert words in client.get(url).content.decode()


def test_the_count_stays_when_an_idea_moves_on(ideas, make_topic, stranger, agent):
    topic = make_topic(forum=ideas)
    press_me_too(topic, by=stranger)
    set_state(topic, by=agent, state="planned")
    topic.refresh_from_db()
    assert topic.me_too_count == 2


def test_too_many_presses_are_refused(topic, url, stranger, sign_in):
    browser = sign_in(stranger)
    answers = [browser.post(f"{url}me-too/") for _ in range(31)]
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"] == "60"
