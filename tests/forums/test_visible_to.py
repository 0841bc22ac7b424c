"""Who sees what: the forum's audience, and posts that are not public."""

import pytest
from django.contrib.auth.models import AnonymousUser

from forums.actions import add_post, hide_post
from forums.models import Forum, Post, Topic

CAST = ["visitor", "customer", "stranger", "helper", "agent"]


@pytest.fixture
def visitor():
    return AnonymousUser()


def _who_sees(queryset, request):
    people = [(name, request.getfixturevalue(name)) for name in CAST]
    return {name for name, person in people if queryset.visible_to(person).exists()}


@pytest.mark.parametrize(
    ("audience", "seers"),
    [
        ("everyone", set(CAST)),
        ("signed_in", {"customer", "stranger", "helper", "agent"}),
        ("agents", {"agent"}),
    ],
)
def test_a_forum_and_all_in_it_is_seen_by_its_audience(
    make_forum, make_topic, agent, request, audience, seers
):
    forum = make_forum("Harbour", audience=audience)
    topic = make_topic(forum=forum, by=agent)
    for rows in (
        Forum.objects.filter(pk=forum.pk),
        Topic.objects.filter(forum=forum),
        Post.objects.filter(topic=topic),
    ):
        assert _who_sees(rows, request) == seers


@pytest.mark.parametrize("state", ["held", "hidden", "deleted"])
def test_a_post_that_is_not_public(topic, stranger, request, state):
    add_post(topic, by=stranger, body="Secret")
    Post.objects.filter(number=2).update(state=state)
    posts = Post.objects.filter(number=2)
    assert _who_sees(posts, request) == {"stranger", "helper", "agent"}


@pytest.mark.parametrize("state", ["held", "hidden", "deleted"])
def test_a_topic_that_is_not_public(topic, stranger, request, state):
    add_post(topic, by=stranger, body="A reply in it")
    Post.objects.filter(number=1).update(state=state)
    Topic.objects.update(visibility=state)
    seers = {"customer", "helper", "agent"}
    assert _who_sees(Topic.objects, request) == seers
    assert _who_sees(Post.objects.filter(number=1), request) == seers
    assert _who_sees(Post.objects.filter(number=2), request) == seers


# the pages


def test_a_hidden_post_is_marked_for_its_author_and_gone_for_others(
    client, topic, url, answer, agent, helper, sign_in
):
    hide_post(answer, by=agent, reason="private")
    assert "spam folder" not in client.get(url).content.decode()
    own = sign_in(helper).get(url).content.decode()
    assert "spam folder" in own
    assert "It shows private data." in own


def test_a_hidden_topic_is_found_nowhere(
    client, topic, url, forum, agent, stranger, sign_in
):
    hide_post(topic.posts.get(number=1), by=agent, reason="spam")
    for browser in (client, sign_in(stranger)):
        assert browser.get(url).status_code == 404
        for page in ("/forums/", forum.get_absolute_url(), "/", "/search/?q=mail"):
            assert topic.title not in browser.get(page).content.decode()
    assert (
        topic.title
        not in client.get("/feeds/forums/sign-in-and-licence/").content.decode()
    )


def test_its_author_sees_a_hidden_topic_with_a_mark(
    topic, url, agent, customer, sign_in
):
    hide_post(topic.posts.get(number=1), by=agent, reason="spam")
    html = sign_in(customer).get(url).content.decode()
    assert "Only its author, helpers and staff see this topic." in html


@pytest.mark.parametrize("verb", ["", "reply/", "me-too/", "follow/", "accept/"])
def test_a_topic_for_agents_is_not_there_for_others(
    make_forum, make_topic, agent, client, customer, helper, sign_in, verb
):
    topic = make_topic(forum=make_forum("Staff", audience="agents"), by=agent)
    url = topic.get_absolute_url() + verb
    for person in (customer, helper):
        browser = sign_in(person)
        answer = browser.post(url) if verb else browser.get(url)
        assert answer.status_code == 404


def test_a_visitor_does_not_learn_of_a_forum_for_members(
    client, make_forum, make_topic
):
    topic = make_topic(forum=make_forum("Members", audience="signed_in"))
    assert client.get("/forums/members/").status_code == 404
    assert client.get(topic.get_absolute_url()).status_code == 404
    assert "Members" not in client.get("/forums/").content.decode()
