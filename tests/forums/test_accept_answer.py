import pytest
from django.db import IntegrityError, transaction

from accounts.models import TrustLevel
from forums.actions import (
    accept_answer,
    add_post,
    delete_post,
    hide_post,
    press_me_too,
    set_state,
    undo_accept,
)
from forums.models import Forum, Topic
from forums.permissions import can_accept
from notifications.models import OutgoingEmail


def test_it_solves_the_question(topic, answer, customer):
    assert accept_answer(answer, by=customer)
    topic.refresh_from_db()
    assert (topic.state, topic.accepted_post) == ("solved", answer)
    assert not accept_answer(answer, by=customer)


def test_there_is_one_answer(topic, answer, customer, stranger):
    accept_answer(answer, by=customer)
    better = add_post(topic, by=stranger, body="Or ask for it again")
    accept_answer(better, by=customer)
    topic.refresh_from_db()
    assert topic.accepted_post == better


def test_undo(topic, answer, customer):
    accept_answer(answer, by=customer)
    topic.refresh_from_db()
    assert undo_accept(answer, by=customer)
    assert not undo_accept(answer, by=customer)
    topic.refresh_from_db()
    assert (topic.state, topic.accepted_post) == ("answered", None)


def test_another_state_takes_the_mark_away(topic, answer, customer, agent):
    accept_answer(answer, by=customer)
    set_state(topic, by=agent, state="needs_info")
    assert topic.accepted_post is None


@pytest.mark.parametrize(
    "act", [delete_post, lambda p, by: hide_post(p, by=by, reason="spam")]
)
def test_an_answer_that_is_taken_away_solves_nothing(topic, answer, agent, act):
    accept_answer(answer, by=agent)
    act(answer, by=agent)
    topic.refresh_from_db()
    assert (topic.state, topic.accepted_post) == ("answered", None)


def test_what_cannot_be_an_answer(topic, answer, make_topic, ideas, agent):
    idea = make_topic(forum=ideas)
    hide_post(answer, by=agent, reason="spam")
    for post in [topic.posts.get(number=1), answer, add_post(idea, by=agent, body="x")]:
        assert not accept_answer(post, by=agent)


def test_the_database_refuses_solved_without_an_answer(topic):
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(state="solved")


def test_a_solved_topic_can_be_deleted_for_good(topic, answer, customer):
    accept_answer(answer, by=customer)
    topic.refresh_from_db()
    topic.delete()
    assert not Topic.objects.exists()


# the page


@pytest.mark.parametrize(
    ("who", "status"),
    [("customer", 302), ("stranger", 403), ("helper", 302), ("agent", 302)],
)
def test_asker_helper_and_staff_accept(
    topic, url, answer, sign_in, request, who, status
):
    browser = sign_in(request.getfixturevalue(who))
    assert browser.post(f"{url}accept/", {"post": "2"}).status_code == status
    topic.refresh_from_db()
    assert topic.is_solved == (status == 302)
    assert browser.post(f"{url}undo-accept/").status_code == status
    topic.refresh_from_db()
    assert not topic.is_solved


@pytest.mark.parametrize("number", ["", "1", "3", "x", "9" * 30])
def test_a_post_that_is_no_reply(topic, url, answer, customer, sign_in, number):
    answer = sign_in(customer).post(f"{url}accept/", {"post": number})
    assert answer.status_code == 404


def test_the_answer_stands_under_the_question(client, topic, url, answer, customer):
    accept_answer(answer, by=customer)
    html = client.get(url).content.decode()
    assert html.count("<p>Look into the spam folder.") == 2
    assert html.index("Read in context") < html.index('id="post-2"')
    assert f'href="{url}#post-2"' in html


def test_an_answer_of_a_later_page_is_shown_too(client, make_topic, helper, customer):
    topic = make_topic(replies=25)
    answer = add_post(topic, by=helper, body="It lies in the spam folder.")
    accept_answer(answer, by=customer)
    html = client.get(topic.get_absolute_url()).content.decode()
    assert html.count("<p>It lies in the spam folder.") == 1
    assert f'href="{topic.get_absolute_url()}?page=2#post-27"' in html


def test_the_button_is_for_whoever_may_accept(url, answer, customer, stranger, sign_in):
    assert "This solved it" in sign_in(customer).get(url).content.decode()
    assert "This solved it" not in sign_in(stranger).get(url).content.decode()


def test_several_answers_where_the_forum_allows_them(
    client, topic, url, answer, customer, stranger, sign_in
):
    Forum.objects.update(allows_several_answers=True)
    other = add_post(topic, by=stranger, body="Or ask for it again.")
    accept_answer(answer, by=customer)
    accept_answer(other, by=customer)
    topic.refresh_from_db()
    assert topic.accepted_post == answer
    page = client.get(url)
    assert page.context["raised"] == [answer, other]
    assert '"acceptedAnswer": [{' in page.content.decode()
    sign_in(customer).post(f"{url}undo-accept/", {"post": "2"})
    topic.refresh_from_db()
    assert (topic.state, topic.accepted_post) == ("solved", other)
    sign_in(customer).post(f"{url}undo-accept/")
    topic.refresh_from_db()
    assert (topic.state, topic.accepted_post) == ("answered", None)


def test_a_trusted_member_accepts(topic, answer, stranger):
    assert not can_accept(stranger, topic)
    stranger.trust_level = TrustLevel.TRUSTED
    assert can_accept(stranger, topic)


def test_the_asker_is_asked_whether_another_marked_the_right_one(
    topic, answer, agent, customer, stranger, sign_in
):
    press_me_too(topic, by=stranger)
    accept_answer(answer, by=agent)
    mail = OutgoingEmail.objects.get(recipient=customer, subject__startswith="Solved")
    assert "Was it right?" in mail.text
    assert "Was it right?" in mail.html
    bell = {
        who: sign_in(who).get("/notifications/").content.decode()
        for who in (customer, stranger)
    }
    assert "Was it right?" in bell[customer]
    assert "Was it right?" not in bell[stranger]
