from datetime import timedelta

import pytest
from django.utils import timezone

from kb.actions import (
    Outdated,
    schedule_article,
    set_details,
    unschedule_article,
)
from kb.models import Article
from kb.tasks import keep_to_dates

SOON = timedelta(hours=1)


def time_passes():
    """Its moments have come."""
    past = timezone.now() - SOON
    Article.objects.filter(due_at__isnull=False).update(due_at=past)
    Article.objects.filter(archive_at__isnull=False).update(archive_at=past)
    keep_to_dates()


def test_a_draft_goes_live_as_it_was_when_the_time_was_set(draft, save, reviewer):
    schedule_article(draft, by=reviewer, at=timezone.now() + SOON, number=1)
    assert draft.state == "scheduled"
    save(draft, body="Later words.")
    keep_to_dates()
    draft.refresh_from_db()
    assert not draft.is_published
    time_passes()
    draft.refresh_from_db()
    assert (draft.state, draft.live_number, draft.due_at) == ("published", 1, None)
    assert draft.body == "Changes travel at once."
    assert draft.has_changes


def test_a_change_waits_for_its_time(article, save, reviewer):
    save(article, body="From Monday on.")
    schedule_article(article, by=reviewer, at=timezone.now() + SOON, number=2)
    assert (article.state, article.live_number) == ("published", 1)
    time_passes()
    article.refresh_from_db()
    assert article.body == "From Monday on."


def test_the_time_can_be_taken_back(draft, reviewer):
    schedule_article(draft, by=reviewer, at=timezone.now() + SOON, number=1)
    assert unschedule_article(draft, by=reviewer)
    assert not unschedule_article(draft, by=reviewer)
    time_passes()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_nobody_sets_a_time_for_what_she_did_not_read(draft, save, reviewer):
    save(draft, body="Newer.")
    with pytest.raises(Outdated):
        schedule_article(draft, by=reviewer, at=timezone.now() + SOON, number=1)


def test_what_expires_is_archived(article, reviewer):
    set_details(article, by=reviewer, archive_at=timezone.now() + SOON)
    keep_to_dates()
    article.refresh_from_db()
    assert article.is_published
    time_passes()
    article.refresh_from_db()
    assert article.state == "archived"


def test_a_reviewer_sets_the_time_at_the_desk(sign_in, draft, reviewer):
    url, client = f"/desk/articles/{draft.pk}/", sign_in(reviewer)
    for at in ("", "soon", "2001-02-03T04:05"):
        assert client.post(f"{url}schedule/", {"at": at}).status_code == 422
    client.post(f"{url}schedule/", {"at": "2999-02-03T04:05", "number": 1})
    draft.refresh_from_db()
    assert draft.due_number == 1
    client.post(f"{url}unschedule/")
    draft.refresh_from_db()
    assert draft.due_at is None
