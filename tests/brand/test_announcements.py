from datetime import timedelta

import pytest
from django.utils import timezone

from activity.changes import changes_since
from brand.actions import announce, offer_language, put_up_announcement, withdraw
from brand.models import Announcement
from brand.querysets import shown_announcements, shown_brand
from core.page_cache import PageStore, Poller

pytestmark = pytest.mark.django_db

TEXT = "Payments fail just now."
LIST = "/desk/settings/announcements/"
HOUR = timedelta(hours=1)


def shown(client, page="/"):
    return TEXT in client.get(page).content.decode()


def scheduled(**times):
    announcement = Announcement(text=TEXT, **times)
    put_up_announcement(announcement)
    return announcement


def test_an_app_puts_its_own_on_every_page_and_takes_it_down(sign_in, client, agent):
    desk = sign_in(agent)
    assert announce("incident:7", text=TEXT, link="/forums/", severity="warning")
    assert not announce("incident:7", text=TEXT, link="/forums/", severity="warning")

    assert shown(client)
    assert shown(client, "/accounts/login/")
    assert shown(desk, "/desk/tickets/")

    assert withdraw("incident:7")
    assert not withdraw("incident:7")
    assert not shown(client)
    assert not shown(desk, "/desk/tickets/")


def test_what_an_app_says_under_a_key_takes_turns(client):
    announce("incident:7", text="We look into it.")
    withdraw("incident:7")
    announce("incident:8", text="Another")
    announce("incident:7", text=TEXT)

    assert shown(client)
    assert Announcement.objects.count() == 2


def test_it_is_read_aloud_as_a_region_in_the_language_it_was_written_in(client):
    offer_language("ar")
    announce("x", text=TEXT, severity="warning", link="https://status.example.com/")

    page = client.get("/ar/").content.decode()

    assert '<section class="announcements" aria-label="' in page
    assert f'lang="en" dir="ltr">{TEXT}</span>' in page
    assert 'href="https://status.example.com/"' in page


def test_an_administrator_writes_changes_and_ends_one(sign_in, admin, client):
    administrator = sign_in(admin)
    form = {"text": "x", "severity": "info", "begins_at": "2026-01-01T09:00"}
    administrator.post(LIST + "new/", form)
    announcement = Announcement.objects.get()
    one = f"{LIST}{announcement.pk}/"

    assert administrator.post(one, {**form, "text": TEXT}).status_code == 302
    assert shown(client)
    assert shown(administrator, one)
    administrator.post(one + "end/")

    assert not shown(client)
    assert TEXT in administrator.get(LIST).content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"link": "javascript:alert(1)"},
        {"link": "//evil.example"},
        {"link": "/\\evil.example"},
        {"ends_at": "2025-01-01T09:00"},
    ],
)
def test_one_that_leads_astray_or_never_is_is_refused(sign_in, admin, changes):
    form = {"text": TEXT, "severity": "info", "begins_at": "2026-01-01T09:00"}

    assert sign_in(admin).post(LIST + "new/", form | changes).status_code == 422
    assert not Announcement.objects.exists()


@pytest.mark.usefixtures("remembering_nothing")
def test_it_stands_from_its_begin_to_its_end(client, monkeypatch):
    now = timezone.now()
    scheduled(begins_at=now + HOUR, ends_at=now + 2 * HOUR)

    seen = []
    for minutes in (0, 61, 121):
        monkeypatch.setattr(
            timezone, "now", lambda m=minutes: now + timedelta(minutes=m)
        )
        seen.append(shown(client))

    assert seen == [False, True, False]


def test_one_that_is_ended_before_it_began_never_begins(sign_in, admin):
    announcement = scheduled(begins_at=timezone.now() + HOUR)

    sign_in(admin).post(f"{LIST}{announcement.pk}/end/")

    announcement.refresh_from_db()
    assert announcement.state == Announcement.State.ENDED


def test_kept_pages_hear_of_a_change_a_begin_and_an_end(monkeypatch):
    mark, _ = changes_since(None)

    def hear():
        return changes_since(mark)[1]

    now = timezone.now()
    scheduled(begins_at=now + HOUR, ends_at=now + 2 * HOUR)
    assert hear() == {"brand"}
    assert hear() == set()
    for minutes in (61, 121):
        monkeypatch.setattr(
            timezone, "now", lambda m=minutes: now + timedelta(minutes=m)
        )
        assert hear() == {"brand"}
        assert hear() == set()


def test_a_page_that_is_made_anew_knows_what_it_was_forgotten_for(
    remembering_things, client
):
    poller = Poller(PageStore())
    poller.poll()
    assert not shown(client)
    announce("x", text=TEXT)  # by another process: nothing is forgotten here

    poller.poll()

    assert shown(client)


def test_where_nothing_is_announced_pages_ask_no_more_than_for_the_brand(
    remembering_things, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert shown_brand().name
        assert shown_announcements() == []
