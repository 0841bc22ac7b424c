"""One topic made of two, and two of one."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from activity.models import Event
from forums.actions import (
    accept_answer,
    add_post,
    hide_post,
    merge_topics,
    press_me_too,
    recount,
    split_topic,
)
from forums.models import Topic
from notifications.actions import unsubscribe
from notifications.delivery import deliver_mails
from notifications.models import OutgoingEmail, Watch
from notifications.querysets import watchers
from notifications.unsubscribing import Subscription, subscription_of, token_for
from search.finding import thread_ids


@pytest.fixture
def pair(make_topic, customer, stranger, helper):
    """A survivor of two posts and a loser of three, the last one its answer."""
    survivor = make_topic("Printer on fire", replies=1)
    loser = make_topic("Smoke of the printer", by=stranger)
    press_me_too(loser, by=customer)
    press_me_too(loser, by=helper)
    add_post(loser, by=customer, body="Mine as well")
    accept_answer(add_post(loser, by=helper, body="Pour water on it"), by=stranger)
    return Topic.objects.get(pk=survivor.pk), Topic.objects.get(pk=loser.pk)


def _numbers(topic):
    return list(topic.posts.order_by("number").values_list("number", flat=True))


def test_posts_people_and_the_answer_go_along(pair, agent, stranger, helper):
    survivor, loser = pair
    times = set(loser.posts.values_list("created_at", flat=True))
    kind = ContentType.objects.get_for_model(loser)
    unsubscribe(Subscription(helper, "me_too", kind, loser.pk))
    assert merge_topics(loser, into=survivor, by=agent)
    survivor.refresh_from_db()
    assert _numbers(survivor) == [1, 2, 3, 4, 5]
    assert (survivor.post_count, survivor.last_number) == (5, 5)
    assert times < set(survivor.posts.values_list("created_at", flat=True))
    assert (survivor.state, survivor.accepted_post.body) == (
        "solved",
        "Pour water on it",
    )
    assert survivor.me_too_count == survivor.me_toos.count() == 3
    assert stranger in watchers(survivor)
    assert survivor.forum.topics.published().count() == 1
    assert not Watch.objects.filter(target_id=loser.pk).exists()
    assert helper.mutes.get().target_id == survivor.pk
    assert not merge_topics(loser, into=survivor, by=agent)


def test_who_waited_for_a_merge_finds_where_the_posts_are(pair, agent, stranger):
    survivor, loser = pair
    post, as_it_was = loser.posts.get(number=2), Topic.objects.get(pk=loser.pk)
    merge_topics(loser, into=survivor, by=agent)
    hide_post(post, by=agent, reason="spam")
    assert add_post(as_it_was, by=stranger, body="Late").topic == survivor
    survivor.refresh_from_db()
    assert (survivor.post_count, survivor.last_number) == (5, 6)


def test_the_night_finds_nothing_to_mend(pair, agent):
    merge_topics(pair[1], into=pair[0], by=agent)
    found = recount()
    assert found | {"weekly_me_toos": 0} == dict.fromkeys(found, 0)


def test_whose_question_gets_an_answer_by_it_hears_of_that(
    pair, make_topic, make_person, agent, customer, helper, settings, tmp_path
):
    """The pair's survivor was open, and the one after it is asked once more."""
    survivor, loser = pair
    merge_topics(loser, into=survivor, by=agent)
    again = make_topic("It smokes", by=(asker := make_person("Ada Asks")))
    merge_topics(again, into=Topic.objects.get(pk=survivor.pk), by=agent)
    mails = OutgoingEmail.objects.filter(event__verb="answer.accepted")
    [hers] = mails.filter(recipient=asker)
    assert "“It smokes” is solved" in hers.text
    assert "Pour water on it" in hers.text
    assert "Was it right?" not in hers.text
    settings.EMAIL_URL = tmp_path.as_uri()
    deliver_mails([hers.pk])
    hers.refresh_from_db()
    assert (hers.state, hers.target) == ("sent", survivor)
    assert mails.filter(recipient=customer).count() == 1
    # who wrote it heard when it was marked
    assert helper.notifications.filter(event__verb="answer.accepted").count() == 1


def test_the_old_address_leads_to_its_posts(pair, client, agent, forum):
    survivor, loser = pair
    old = loser.get_absolute_url()
    merge_topics(loser, into=survivor, by=agent)
    answer = client.get(old)
    assert (answer.status_code, answer.url) == (
        301,
        f"{survivor.get_absolute_url()}#post-3",
    )
    assert thread_ids("smoke", agent, Topic) == []
    assert thread_ids("water", agent, Topic) == [survivor.pk]
    hide_post(survivor.posts.get(number=1), by=agent, reason="spam")
    assert client.get(old).status_code == 404


def test_words_and_readers_of_the_old_address_follow(pair, client, agent, sign_in):
    survivor, loser = pair
    merge_topics(loser, into=survivor, by=agent)
    typed = {"body": "Typed before it was merged"}
    answer = sign_in(agent).post(f"{loser.get_absolute_url()}reply/", typed)
    assert answer.url == f"{survivor.get_absolute_url()}#post-6"
    feed = client.get(reverse("forum_feeds:topic", args=[loser.pk]))
    assert b"Typed before it was merged" in feed.content


def test_stop_in_an_old_mail_stops_what_the_topic_went_into(pair, agent, stranger):
    survivor, loser = pair
    kind = ContentType.objects.get_for_model(loser)
    token = token_for(Subscription(stranger, "follower", kind, loser.pk))
    merge_topics(loser, into=survivor, by=agent)
    unsubscribe(subscription_of(token))
    assert stranger not in watchers(survivor)


def test_a_merged_topic_of_a_merged_topic(pair, make_topic, client, agent):
    survivor, loser = pair
    old = loser.get_absolute_url()
    merge_topics(loser, into=survivor, by=agent)
    third = make_topic("Everything about printers")
    merge_topics(Topic.objects.get(pk=survivor.pk), into=third, by=agent)
    assert client.get(old).url == f"{third.get_absolute_url()}#post-4"
    assert client.get(survivor.get_absolute_url()).url.endswith("#post-2")


def test_both_are_seen_before_they_are_merged(pair, helper, sign_in):
    survivor, loser = pair
    browser, url = sign_in(helper), f"{loser.get_absolute_url()}merge/"
    assert browser.get(url).status_code == 200
    for nothing in ("99999", "x", loser.pk):
        assert browser.post(url, {"into": nothing}).status_code == 422
    shown = browser.get(
        url, {"into": f"https://x.example{survivor.get_absolute_url()}"}
    )
    assert "3 posts come to stand" in shown.content.decode()
    loser.refresh_from_db()
    assert loser.is_published
    assert browser.post(url, {"into": survivor.pk}).url == survivor.get_absolute_url()


def test_what_was_hidden_meanwhile_is_not_split_off(pair, agent):
    _, topic = pair
    hide_post(topic.posts.get(number=2), by=agent, reason="spam")
    assert split_topic(topic, by=agent, numbers=[2], title="Water") == topic


def test_posts_become_a_topic_of_their_own(pair, agent, client):
    _, topic = pair
    add_post(topic, by=agent, body="Back to the smoke")
    new = split_topic(topic, by=agent, numbers=[2, 3], title="Water")
    topic.refresh_from_db()
    assert _numbers(topic) == [1, 2, 3]
    assert _numbers(new) == [1, 2]
    assert (topic.state, topic.accepted_post) == ("answered", None)
    assert (new.state, new.accepted_post.number) == ("solved", 2)
    assert (new.author.display_name, new.post_count) == (
        new.posts.get(number=1).author.display_name,
        2,
    )
    pointer = topic.posts.get(number=3)
    assert new.lasting_url in pointer.body_html
    moved = Event.objects.filter(verb="post.added", target_id=new.pk)
    assert moved.count() == 2
    assert client.get(new.get_absolute_url()).status_code == 200


def test_quotes_lead_to_what_they_quoted(pair, agent, customer, client, make_person):
    survivor, loser = pair
    otto = make_person("Otto Other")
    quoted = add_post(loser, by=otto, body="Feed the zebrafish")
    words = "> [Otto Other](#post-4):\n>\n> Feed the zebrafish\n\nHow?"
    quoting = add_post(loser, by=customer, body=words)
    assert merge_topics(loser, into=survivor, by=agent)
    other = split_topic(survivor, by=agent, numbers=[quoted.number + 2], title="Fish")
    quoting.refresh_from_db()
    assert f'href="{quoted.lasting_url}"' in quoting.body_html
    place = client.get(quoted.lasting_url).url
    assert place == f"{other.get_absolute_url()}#post-1"
    hide_post(other.posts.get(), by=agent, reason="spam")
    quoting.refresh_from_db()
    assert "zebrafish" not in quoting.body_html
    assert client.get(quoted.lasting_url).status_code == 404


def test_numbers_that_are_none(topic, url, helper, sign_in):
    add_post(topic, by=helper, body="One")
    browser = sign_in(helper)
    for numbers in ("1", "7-9", "x", "3-", "²", ""):
        fields = {"numbers": numbers, "title": "Other"}
        assert browser.post(f"{url}split/", fields).status_code == 422
    fields = {"numbers": "2-999999999", "title": "Other"}
    new = Topic.objects.exclude(pk=topic.pk)
    assert browser.post(f"{url}split/", fields).url == new.get().get_absolute_url()
