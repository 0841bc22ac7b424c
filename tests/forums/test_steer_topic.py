"""State, lock, pin, move."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import TrustLevel, User
from activity.models import Event
from forums.actions import (
    lock_topic,
    move_topic,
    pin_topic,
    set_state,
    unlock_topic,
    unpin_topic,
    unpin_what_is_over,
)
from forums.models import Forum, Topic


def test_a_state_is_set_once(topic, agent):
    assert set_state(topic, by=agent, state="needs_info")
    assert not set_state(topic, by=agent, state="needs_info")
    event = Event.objects.get(verb="topic.state_changed")
    assert (event.data["from"], event.data["to"]) == ("open", "needs_info")


@pytest.mark.parametrize("state", ["solved", "planned", "", "nonsense"])
def test_a_question_has_no_such_state_to_set(topic, agent, state):
    with pytest.raises(ValueError, match="cannot be set"):
        set_state(topic, by=agent, state=state)


@pytest.mark.parametrize(
    ("act", "undo", "field", "verbs"),
    [
        (lock_topic, unlock_topic, "is_locked", ["topic.locked", "topic.unlocked"]),
        (pin_topic, unpin_topic, "is_pinned", ["topic.pinned", "topic.unpinned"]),
    ],
)
def test_lock_and_pin(topic, agent, act, undo, field, verbs):
    assert act(topic, by=agent)
    assert not act(topic, by=agent)
    assert getattr(Topic.objects.get(), field)
    assert undo(topic, by=agent)
    assert not undo(topic, by=agent)
    assert not getattr(Topic.objects.get(), field)
    assert list(Event.objects.about(topic).values_list("verb", flat=True)) == verbs


def test_pinned_and_featured_until_a_day(topic, url, agent, sign_in):
    today, browser = timezone.localdate(), sign_in(agent)
    yesterday = today - timedelta(days=1)
    refused = browser.post(f"{url}pin/", {"until": yesterday})
    assert refused.status_code == 422
    assert "That day is over." in refused.text
    for verb in ("pin", "feature"):
        assert browser.post(f"{url}{verb}/", {"until": today}).status_code == 302
    unpin_what_is_over()
    topic.refresh_from_db()
    assert (topic.is_pinned, topic.is_featured) == (True, True)
    assert "Pinned until" in browser.get(url).text
    Topic.objects.update(pinned_until=yesterday, featured_until=yesterday)
    unpin_what_is_over()
    topic.refresh_from_db()
    assert (topic.is_pinned, topic.is_featured) == (False, False)
    assert (topic.pinned_until, topic.featured_until) == (None, None)


def test_a_moved_topic_counts_where_it_is(topic, forum, ideas, agent):
    assert move_topic(topic, by=agent, forum=ideas)
    assert not move_topic(topic, by=agent, forum=ideas)
    counts = dict(Forum.objects.values_list("slug", "topic_count"))
    assert counts == {"sign-in-and-licence": 0, "ideas": 1}


# the pages


@pytest.mark.parametrize("verb", ["lock", "unlock", "pin", "unpin"])
@pytest.mark.parametrize(
    ("who", "status"), [("customer", 403), ("helper", 403), ("agent", 302)]
)
def test_staff_locks_and_pins(url, sign_in, request, verb, who, status):
    browser = sign_in(request.getfixturevalue(who))
    assert browser.post(f"{url}{verb}/").status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("customer", 403), ("helper", 302), ("agent", 302)]
)
def test_helpers_ask_for_information(topic, url, sign_in, request, who, status):
    browser = sign_in(request.getfixturevalue(who))
    answer = browser.post(f"{url}state/", {"state": "needs_info"})
    assert answer.status_code == status


def test_staff_alone_says_what_becomes_of_an_idea(
    ideas, make_topic, helper, agent, sign_in
):
    url = make_topic(forum=ideas).get_absolute_url()
    fields = {"state": "planned"}
    assert sign_in(helper).post(f"{url}state/", fields).status_code == 403
    assert sign_in(agent).post(f"{url}state/", fields).status_code == 302


@pytest.mark.parametrize("state", ["", "solved", "planned"])
def test_a_state_that_is_none_is_refused(topic, url, agent, sign_in, state):
    assert sign_in(agent).post(f"{url}state/", {"state": state}).status_code == 422


def test_helpers_move_topics(topic, url, ideas, helper, sign_in):
    browser = sign_in(helper)
    assert "Ideas" in browser.get(f"{url}move/").content.decode()
    assert browser.post(f"{url}move/", {"forum": ideas.pk}).status_code == 302
    topic.refresh_from_db()
    assert topic.forum == ideas


def test_a_helper_moves_nothing_where_she_cannot_see(
    topic, url, make_forum, helper, sign_in
):
    staff = make_forum("Staff", audience="agents")
    answer = sign_in(helper).post(f"{url}move/", {"forum": staff.pk})
    assert answer.status_code == 422


def test_customers_move_nothing(url, ideas, customer, sign_in):
    answer = sign_in(customer).post(f"{url}move/", {"forum": ideas.pk})
    assert answer.status_code == 403


def test_trusted_people_move_topics_where_the_same_people_see_them(
    topic, ideas, make_forum, stranger, sign_in, url
):
    browser, like = sign_in(stranger), make_forum("Phones")
    assert browser.post(f"{url}move/", {"forum": like.pk}).status_code == 403
    User.objects.filter(pk=stranger.pk).update(trust_level=TrustLevel.TRUSTED)
    narrower = make_forum("Members", audience="signed_in")
    for other in (ideas, narrower):
        assert browser.post(f"{url}move/", {"forum": other.pk}).status_code == 422
    browser.post(f"{url}move/", {"forum": like.pk})
    topic.refresh_from_db()
    assert topic.forum == like
