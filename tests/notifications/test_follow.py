"""How to hear of one thing that somebody follows, chosen where she follows it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.actions import follow
from notifications.following import follower
from notifications.models import Notification, Watch
from notifications.querysets import watchers

PAGE = "/notifications/following/"


@pytest.fixture
def news(happen, team):
    """`news(word="b")`: something happened to the team, its followers are told."""
    return lambda **data: happen(to=map(follower, watchers(team)), **data)


@pytest.fixture
def row(agent, team) -> Watch:
    follow(team, person=agent, mail="")
    return Watch.objects.get()


@pytest.mark.parametrize(
    ("chosen", "mailed", "awaits"),
    [
        ("instant", 1, ""),
        ("daily", 0, "daily"),
        ("weekly", 0, "weekly"),
        ("none", 0, ""),
        ("", 1, ""),
    ],
)
def test_what_she_chose_for_it_counts_before_her_preference(
    chosen, mailed, awaits, agent, team, news, mails
):
    agent.preferences.create(reason="follower", mail="instant", bell=False)
    follow(team, person=agent, mail=chosen)
    news()

    assert len(mails()) == mailed
    told = [(each.awaits_digest, each.in_bell) for each in Notification.objects.all()]
    in_bell = chosen == "none"
    assert told == ([(awaits, in_bell)] if awaits or in_bell else [])


def test_she_changes_it_on_the_page_of_all_that_she_follows(row, agent, sign_in):
    browser = sign_in(agent)
    assert "First line" in browser.get(PAGE).text
    assert browser.post(f"{PAGE}{row.pk}/", {"mail": "weekly"}).url == PAGE
    row.refresh_from_db()
    assert row.mail == "weekly"
    assert '<option value="weekly" selected>' in browser.get(PAGE).text
    assert browser.post(f"{PAGE}{row.pk}/", {"mail": "hourly"}).status_code == 422
    assert browser.post(f"{PAGE}{row.pk}/unfollow/").url == PAGE
    assert not Watch.objects.exists()


def test_what_she_sees_no_more_is_not_named_and_can_be_left(row, agent, sign_in):
    agent.is_agent = False
    agent.save()
    browser = sign_in(agent)
    assert "First line" not in browser.get(PAGE).text
    browser.post(f"{PAGE}{row.pk}/unfollow/")
    assert not Watch.objects.exists()


@pytest.mark.usefixtures("remembering_nothing")
def test_the_page_costs_the_same_however_many_are_on_it(agent, sign_in, make_person):
    browser = sign_in(agent)

    def queries(count):
        for number in range(count):
            follow(make_person(f"P{count}.{number}"), person=agent, mail="")
        with CaptureQueriesContext(connection) as captured:
            page = browser.get(PAGE)
        assert page.status_code == 200
        return len(captured)

    assert queries(2) == queries(20)
