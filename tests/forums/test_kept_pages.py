"""Which kept pages of visitors an act in the forums takes away."""

import pytest

from activity.changes import keys_of
from activity.models import Event
from core.page_cache import Page, PageStore
from forums.actions import (
    add_post,
    change_forum,
    hide_post,
    move_topic,
    press_me_too,
    start_topic,
)


@pytest.fixture
def gone_after(client, forum, ideas, make_topic):
    """The kept pages, by names, that are forgotten after an act."""
    topics = [make_topic("A"), make_topic("B"), make_topic("C", forum=ideas)]
    pages = {"home": "/", "forums": "/forums/"}
    pages |= {each.slug: each.get_absolute_url() for each in (forum, ideas)}
    pages |= {each.title: each.get_absolute_url() for each in topics}

    def act(action):
        store = PageStore()
        for name, path in pages.items():
            keys = frozenset(client.get(path).page_keys)
            page = Page(1, {}, {}, "", keys, float("inf"), None)
            store.put(("", name), page, changes_before=store.changes)
        before = Event.objects.latest("pk").pk
        action(*topics)
        for event in Event.objects.filter(pk__gt=before):
            store.forget(keys_of(event))
        return set(pages) - {name for _host, name in store.pages}

    return act


LISTS = {"home", "forums"}
HERE = "sign-in-and-licence"


def test_a_post_takes_its_topic_and_the_lists_that_it_stands_in(gone_after, stranger):
    gone = gone_after(lambda a, b, c: add_post(a, by=stranger, body="Hm"))
    assert gone == {"A", HERE, *LISTS}


def test_a_me_too_takes_its_topic_and_the_list_of_its_forum(gone_after, stranger):
    assert gone_after(lambda a, b, c: press_me_too(b, by=stranger)) == {"B", HERE}


def test_a_hidden_post_is_gone_from_each(gone_after, agent):
    gone = gone_after(lambda a, b, c: hide_post(c.posts.get(), by=agent, reason="spam"))
    assert gone == {"C", "ideas", *LISTS}


def test_a_new_topic_takes_no_other_topic(gone_after, ideas, stranger):
    given = {"kind": "idea", "title": "D", "body": "Please"}
    gone = gone_after(lambda a, b, c: start_topic(ideas, by=stranger, **given))
    assert gone == {"ideas", *LISTS}


def test_a_move_takes_both_forums(gone_after, ideas, agent):
    gone = gone_after(lambda a, b, c: move_topic(a, by=agent, forum=ideas))
    assert gone == {"A", HERE, "ideas", *LISTS}


def test_another_audience_takes_the_topics_of_the_forum_along(gone_after, ideas, agent):
    gone = gone_after(lambda a, b, c: change_forum(ideas, by=agent, audience="agents"))
    assert gone >= {"C", "ideas", *LISTS}
