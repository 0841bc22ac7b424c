"""How an article does: each number comes from what people did."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activity.models import Event
from core.view_counts import flush
from kb.actions import publish_article, set_details, vote
from kb.health import harm_of, health_of
from kb.models import Article
from kb.tasks import count_harm, report_to_owners
from notifications.models import OutgoingEmail, Preference
from search.actions import remember_reading
from tickets.actions import open_ticket

HOST = "testserver"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def ask(customer):
    def ask(article, **given):
        fields = {"requester": customer, "by": customer, "body": "Still not."}
        ticket = open_ticket(subject="It fails", channel="web", **fields, **given)
        remember_reading(ticket, [article])
        return ticket

    return ask


def read(client, article, times, **headers):
    for _ in range(times):
        client.get(article.get_absolute_url(), headers={"host": HOST, **headers})


def test_each_number_comes_from_what_people_did(
    article,
    save,
    reviewer,
    writer,
    customer,
    stranger,
    client,
    ask,
    private_team,
    today,
):
    vote(article, helpful=False, person=customer)
    save(article, body="Better now.", note="Clearer")
    publish_article(article, by=reviewer)
    vote(article, helpful=True, person=customer)
    vote(article, helpful=True, person=stranger)
    client.get("/search/?q=sync")
    read(client, article, 2, referer=f"http://{HOST}/search/?q=sync")
    read(client, article, 1, referer=f"http://{HOST}/tickets/new/")
    flush()
    seen = ask(article)
    ask(article, team=private_team)
    set_details(article, by=reviewer, review_by=today - timedelta(days=3))
    article.refresh_from_db()

    health = health_of(article, writer)

    trend = [
        (each.number, each.helpful_count, each.vote_count) for each in health.revisions
    ]
    assert trend == [(2, 2, 2), (1, 0, 1)]
    assert [(each.query.text, each.count) for each in health.arrivals] == [("sync", 2)]
    assert (health.searched_count, health.suggested_count) == (2, 1)
    assert (health.ticket_count, health.tickets) == (2, [seen])
    assert article.overdue_days == 3


def test_its_page_is_for_writers_and_takes_few_queries(
    article,
    sign_in,
    writer,
    agent,
    ask,
    remembering_things,
    django_assert_max_num_queries,
):
    ask(article)
    address = f"/desk/articles/{article.pk}/health/"
    client = sign_in(writer)
    client.get(address)
    with django_assert_max_num_queries(10):
        page = client.get(address)
    assert "It fails" in page.text
    assert sign_in(agent).get(address).status_code == 403


def test_harm_grows_with_views_with_noes_and_with_age():
    assert harm_of(100, 5, 5, 0) == 50
    assert harm_of(200, 5, 5, 0) > harm_of(100, 5, 5, 0)
    assert harm_of(100, 1, 9, 0) > harm_of(100, 5, 5, 0)
    assert harm_of(100, 5, 5, 30) == 100
    # one no says less than many
    assert harm_of(100, 0, 1, 0) < harm_of(100, 0, 20, 0)


def test_the_worst_stands_first_the_night_after(
    make_article, make_draft, client, customer, sign_in, writer, reviewer, today,
    remembering_things, django_assert_max_num_queries
):  # fmt: skip
    good, stale, bad = (make_article(title) for title in ("Good", "Stale", "Bad"))
    make_draft("Draft")
    for article in (good, stale, bad):
        read(client, article, 10)
    flush()
    vote(good, helpful=True, person=customer)
    vote(bad, helpful=False, person=customer)
    set_details(stale, by=reviewer, review_by=today - timedelta(days=60))
    count_harm()
    desk = sign_in(writer)
    desk.get("/desk/articles/health/")
    with django_assert_max_num_queries(8):
        page = desk.get("/desk/articles/health/")
    rows = [(row.title, row.overdue_days) for row in page.context["page"]]
    assert rows == [("Stale", 60), ("Bad", 0), ("Good", 0)]
    set_details(good, by=reviewer, owner=reviewer)
    page = desk.get("/desk/articles/health/?mine=1")
    assert [row.title for row in page.context["page"]] == ["Stale", "Bad"]


@pytest.fixture
def owned(article, client, today, reviewer):
    """Of the writer, read and overdue."""
    read(client, article, 10)
    flush()
    set_details(article, by=reviewer, review_by=today - timedelta(days=60))
    count_harm()
    OutgoingEmail.objects.all().delete()
    return article


def reports():
    return OutgoingEmail.objects.filter(event__verb="articles.reported")


def test_owners_hear_once_a_week_of_their_own(owned, make_article, writer, reviewer):
    fine = make_article("Nobody reads it")
    set_details(fine, by=writer, owner=reviewer)
    report_to_owners()
    report_to_owners()
    mail = reports().get()
    assert mail.recipient == writer
    assert owned.title in mail.text
    assert "60 days overdue" in mail.text
    assert "/desk/articles/health/?mine=1" in mail.text
    Event.objects.filter(verb="articles.reported").update(
        created_at=timezone.now() - timedelta(days=7)
    )
    report_to_owners()
    assert reports().count() == 2


def test_the_report_is_stopped_as_other_mail_is(owned, writer, client):
    report_to_owners()
    stop = reports().get().headers["List-Unsubscribe"].strip("<>")
    client.post(stop, {"List-Unsubscribe": "One-Click"})
    Event.objects.filter(verb="articles.reported").delete()
    report_to_owners()
    assert not reports().exists()


def test_who_wants_no_reports_gets_none(owned, writer):
    Preference.objects.create(person=writer, reason="report", mail="none", bell=False)
    report_to_owners()
    assert not reports().exists()
    assert Article.objects.count() == 1
