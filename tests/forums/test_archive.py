"""Questions that nobody wrote in for long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forums.actions import (
    add_post,
    archive_stale,
    archive_topic,
    count_weekly_votes,
    pin_topic,
    press_me_too,
    unarchive_topic,
)
from forums.models import MeToo, Topic


@pytest.fixture
def silent(make_topic):
    def make(title, *, days=200, **given):
        topic = make_topic(title, **given)
        at = timezone.now() - timedelta(days=days)
        Topic.objects.filter(pk=topic.pk).update(latest_at=at, created_at=at)
        return topic

    return make


def _archived():
    found = Topic.objects.filter(archived_at__isnull=False)
    return list(found.order_by("title").values_list("title", flat=True))


def test_what_nobody_wrote_in_for_the_days_of_its_forum(silent, make_forum, agent):
    silent("A")
    silent("Young", days=100)
    silent("A problem", kind="problem")
    pin_topic(silent("Pinned"), by=agent)
    quick = make_forum("Quick", archive_days=30)
    silent("B", days=31, forum=quick)
    silent("Kept", forum=make_forum("For ever", archive_days=None))
    assert archive_stale(10) == 2
    assert _archived() == ["A", "B"]


def test_some_at_a_time(silent):
    for title in "ABC":
        silent(title)
    assert [archive_stale(2), archive_stale(2), archive_stale(2)] == [2, 1, 0]


def test_what_was_brought_back_is_left_alone(silent, helper):
    topic = silent("A")
    archive_stale(10)
    assert unarchive_topic(topic, by=helper)
    assert not unarchive_topic(topic, by=helper)
    assert archive_stale(10) == 0


def test_it_stays_readable_and_leads_to_asking_anew(
    topic, forum, url, stranger, agent, sign_in, client
):
    archive_topic(topic, by=agent)
    html = client.get(url).content.decode()
    assert "This question is in the archive." in html
    browser = sign_in(stranger)
    page = browser.get(url)
    assert "Post comment" not in page.content.decode()
    assert browser.post(f"{url}reply/", {"body": "Hm"}).status_code == 403
    assert browser.post(f"{url}me-too/").status_code == 403
    anew = browser.get(f"{forum.get_absolute_url()}new/", {"title": topic.title})
    assert f'value="{topic.title}"' in anew.content.decode()
    unanswered = client.get(f"{forum.get_absolute_url()}?tab=unanswered")
    assert not unanswered.context["page"].rows
    add_post(topic, by=agent, body="Still true.")


def test_votes_of_a_week_are_counted_from_their_rows(make_topic, customer, stranger):
    new, old = make_topic("New"), make_topic("Old")
    press_me_too(new, by=stranger)
    long_ago = timezone.now() - timedelta(days=8)
    MeToo.objects.filter(topic=old).update(created_at=long_ago)
    Topic.objects.filter(pk=old.pk).update(weekly_me_toos=3)
    assert count_weekly_votes() == 2
    assert count_weekly_votes() == 0
    counts = dict(Topic.objects.values_list("title", "weekly_me_toos"))
    assert counts == {"New": 2, "Old": 0}
