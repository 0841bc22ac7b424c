"""Who sees what: the forum's audience, and posts that are not public."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import Organization
from forums.actions import add_post, hide_post
from forums.models import Forum, Post, Topic
from forums.permissions import can_me_too, can_post, can_start_topic

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


def test_members_of_chosen_organisations_and_agents_see_a_forum(
    make_forum, make_topic, customer, stranger, agent
):
    harbour = Organization.objects.create(name="Harbour")
    customer.organization = harbour
    customer.save()
    closed = make_forum("Harbour", audience="organizations")
    closed.organizations.add(harbour)
    topic = make_topic(forum=closed)

    for viewer, sees in ((customer, True), (stranger, False), (agent, True)):
        assert Forum.objects.visible_to(viewer).contains(closed) == sees
        assert Topic.objects.visible_to(viewer).contains(topic) == sees
        assert Post.objects.visible_to(viewer).filter(topic=topic).exists() == sees


def test_pages_asked_for_in_the_same_words_show_each_her_own(
    make_forum, make_topic, customer, stranger, sign_in
):
    """Members of two organisations, and the author of a held topic and another."""
    pages = {}
    for who, name in ((customer, "Harbour"), (stranger, "Quay")):
        who.organization = Organization.objects.create(name=name)
        who.save()
        closed = make_forum(name, audience="organizations")
        closed.organizations.add(who.organization)
        held = make_topic(f"Held of {name}", by=who)
        Post.objects.filter(topic=held).update(state="held")
        Topic.objects.filter(pk=held.pk).update(visibility="held")
        inside = make_topic(f"In {name}", forum=closed)
        pages[who] = [each.get_absolute_url() for each in (closed, inside, held)]

    for who, other in ((customer, stranger), (stranger, customer)):
        browser = sign_in(who)
        assert [browser.get(page).status_code for page in pages[who]] == [200] * 3
        assert [browser.get(page).status_code for page in pages[other]] == [404] * 3


def test_a_helper_who_was_not_chosen_sees_what_customers_see(
    forum, topic, helper, make_person, agent
):
    chosen = make_person("Cho Chosen", is_helper=True)
    forum.helpers.add(chosen)
    hide_post(topic.posts.get(), by=agent, reason="spam")

    assert Topic.objects.visible_to(chosen).contains(topic)
    assert not Topic.objects.visible_to(helper).contains(topic)


def test_who_is_silenced_reads_and_writes_nothing(topic, stranger):
    stranger.silenced_until = timezone.now() + timedelta(hours=1)

    assert Topic.objects.visible_to(stranger).contains(topic)
    assert not can_post(stranger, topic)
    assert not can_me_too(stranger, topic)
    assert not can_start_topic(stranger, topic.forum, "question")
