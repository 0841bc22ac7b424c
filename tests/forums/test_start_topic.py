from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from activity.models import Event
from forums.actions import start_topic
from forums.models import Forum, Topic
from notifications.querysets import is_watching


def test_the_opening_text_is_post_number_one(topic):
    post = topic.posts.get()
    assert post.number == 1
    assert "<strong>Pro</strong>" in post.body_html
    assert (topic.post_count, topic.last_number) == (1, 1)


def test_its_author_follows_it_and_is_the_first_to_have_it(topic, customer):
    assert is_watching(topic, customer)
    assert topic.me_too_count == topic.me_toos.filter(person=customer).count() == 1


def test_nobody_has_a_discussion_too(make_forum, make_topic):
    cafe = make_forum("Café", slug="cafe", kinds=["discussion"])
    assert make_topic(forum=cafe).me_too_count == 0


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("question", "open"),
        ("idea", "new"),
        ("problem", "open"),
        ("announcement", ""),
        ("discussion", ""),
    ],
)
def test_it_starts_in_the_first_state_of_its_kind(make_topic, kind, state):
    assert make_topic(kind=kind).state == state


def test_the_same_form_sent_twice_makes_one_topic(forum, customer):
    key = uuid4()
    once, again = [
        start_topic(
            forum, by=customer, kind="question", title="T", body="b", client_key=key
        )
        for _ in range(2)
    ]
    assert once == again
    assert Topic.objects.count() == 1


def test_the_forum_counts_it(topic, forum):
    assert Forum.objects.get(pk=forum.pk).topic_count == 1


def test_an_event_tells_the_forum_and_the_topic(topic, forum, customer):
    event = Event.objects.get(verb="topic.opened")
    assert (event.target, event.related, event.actor) == (forum, topic, customer)


def test_a_title_without_latin_letters_has_an_address(make_topic):
    assert make_topic("認証メールが届かない").slug == "topic"


def test_a_state_of_another_kind_is_refused_by_the_database(topic):
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.filter(pk=topic.pk).update(state="planned")


# the page


def test_page_posts_with_title_and_body_alone(forum, customer, sign_in):
    answer = sign_in(customer).post(
        "/forums/sign-in-and-licence/new/", {"title": "No mail", "body": "Help"}
    )
    topic = Topic.objects.get()
    assert (answer.status_code, answer.url) == (302, topic.get_absolute_url())
    assert (topic.kind, topic.author) == ("question", customer)


def test_page_takes_another_kind_of_the_forum(forum, customer, sign_in):
    sign_in(customer).post(
        "/forums/sign-in-and-licence/new/",
        {"title": "No mail", "body": "Help", "kind": "problem"},
    )
    assert Topic.objects.get().kind == "problem"


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "", "body": "Kept words"},
        {"title": "x" * 201, "body": "Kept words"},
        {"title": "Nul\x00", "body": "Kept words"},
        {"title": "T", "body": "Kept words", "kind": "idea"},
        {"title": "T", "body": "Kept words", "client_key": "no-key"},
    ],
)
def test_invalid_input_is_shown_again(forum, customer, sign_in, fields):
    answer = sign_in(customer).post("/forums/sign-in-and-licence/new/", fields)
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert not Topic.objects.exists()


def test_a_visitor_keeps_her_words_over_the_login(client, forum, customer):
    page = "/forums/sign-in-and-licence/new/"
    answer = client.post(page, {"title": "No mail", "body": "Since noon"})
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/?next=/forums/sign-in-and-licence")
    assert not Topic.objects.exists()
    client.force_login(customer, "allauth.account.auth_backends.AuthenticationBackend")
    html = client.get(page).content.decode()
    assert 'value="No mail"' in html
    assert "Since noon" in html


def test_a_visitor_may_begin_to_write(client, forum):
    answer = client.get("/forums/sign-in-and-licence/new/")
    assert answer.status_code == 200
    assert "Log in or sign up to post" in answer.content.decode()
    assert "client_key" not in answer.content.decode()
    assert not client.cookies


def test_announcements_are_for_agents(make_forum, customer, agent, sign_in):
    make_forum("News", kinds=["announcement"])
    fields = {"title": "We moved", "body": "To a harbour"}
    assert sign_in(customer).get("/forums/news/new/").status_code == 403
    assert sign_in(customer).post("/forums/news/new/", fields).status_code == 403
    assert sign_in(agent).post("/forums/news/new/", fields).status_code == 302
    assert Topic.objects.get().kind == "announcement"


def test_a_forum_that_one_may_not_see_is_not_there(make_forum, customer, sign_in):
    make_forum("Staff room", audience="agents")
    page = "/forums/staff-room/new/"
    assert sign_in(customer).get(page).status_code == 404
    assert sign_in(customer).post(page, {"title": "T", "body": "b"}).status_code == 404


def test_too_many_topics_are_refused_with_their_words(forum, customer, sign_in):
    browser = sign_in(customer)
    fields = {"title": "Again", "body": "Kept words"}
    answers = [
        browser.post("/forums/sign-in-and-licence/new/", fields) for _ in range(6)
    ]
    assert answers[-2].status_code == 302
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"] == "86400"
    assert "Kept words" in answers[-1].content.decode()
