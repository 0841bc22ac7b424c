"""From a report to what becomes of the post, its author, and those who reported it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import TrustLevel
from activity.models import Event
from forums.actions import add_post, hide_post
from forums.actions.reports import claim_reports, decide, report_post
from forums.actions.sanctions import ban, lift, silence, warn
from forums.models import Post, Report
from notifications.delivery import deliver_mails
from notifications.models import Notification, OutgoingEmail

QUEUE = "/desk/moderation/"


@pytest.fixture
def member(make_person):
    return make_person("Mia Member", trust_level=TrustLevel.MEMBER)


@pytest.fixture
def advert(topic, stranger):
    return add_post(topic, by=stranger, body="Come to my shop instead of this.")


@pytest.fixture
def report(advert, member):
    report_post(advert, by=member, reason="spam", text="An advert")
    return Report.objects.get()


def told(verb):
    rows = Notification.objects.filter(event__verb=verb)
    return {row.person for row in rows.select_related("person")}


def test_moderators_hear_of_it_but_not_who_said_it(helper, agent, report, member):
    assert {helper, agent} <= told("report.opened")
    assert member not in told("report.opened")
    assert Event.objects.get(verb="report.opened").actor is None


def test_a_report_is_open_once_for_each_person(report, advert, member, helper):
    assert not report_post(advert, by=member, reason="abuse", text="")
    assert report_post(advert, by=helper, reason="abuse", text="")
    assert Report.objects.count() == 2


def test_a_right_report_takes_the_post_down(report, advert, member, stranger, agent):
    assert decide(advert, by=agent, decision="hide", reason="spam")
    assert not decide(advert, by=agent, decision="publish", reason="")
    report.refresh_from_db()
    advert.refresh_from_db()
    assert (report.state, report.decided_by, advert.state) == (
        "accepted",
        agent,
        "hidden",
    )
    assert told("report.decided") == {member}
    assert told("post.hidden") == {stranger}
    mail = OutgoingEmail.objects.get(recipient=member, reason="reporter")
    assert "taken down" in mail.text
    deliver_mails([mail.pk])
    mail.refresh_from_db()
    assert mail.state == "sent"


def test_a_wrong_report_changes_nothing(report, advert, member, agent):
    assert decide(advert, by=agent, decision="publish", reason="")
    report.refresh_from_db()
    advert.refresh_from_db()
    assert (report.state, advert.state) == ("rejected", "published")
    assert told("report.decided") == {member}


def test_hiding_it_elsewhere_ends_its_reports(report, advert, agent):
    hide_post(advert, by=agent, reason="abuse")
    report.refresh_from_db()
    assert report.state == "accepted"


def test_a_claim_is_seen_and_ends(report, advert, helper, agent):
    mine = Report.objects.visible_to(agent)
    assert claim_reports(mine, by=agent) == 1
    assert claim_reports(Report.objects.visible_to(helper), by=helper) == 0
    Report.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert claim_reports(Report.objects.visible_to(helper), by=helper) == 1


def test_a_claim_takes_twenty_at_most(topic, stranger, member, agent):
    for number in range(21):
        post = add_post(topic, by=stranger, body=f"Come to my shop number {number}.")
        report_post(post, by=member, reason="spam", text="")
    assert claim_reports(Report.objects.visible_to(agent), by=agent) == 20


def test_helpers_see_reports_of_their_forums_alone(
    report, forum, helper, make_person, customer
):
    assert Report.objects.visible_to(helper).count() == 1
    forum.helpers.add(make_person("Hana Elsewhere", is_helper=True))
    assert not Report.objects.visible_to(helper).exists()
    assert not Report.objects.visible_to(customer).exists()


def test_sanctions(stranger, agent):
    warn(stranger, by=agent, reason="Mind your words")
    assert not stranger.is_silenced
    silence(stranger, by=agent, reason="Again", days=7)
    assert stranger.is_silenced
    ban(stranger, by=agent, reason="And again")
    silence(stranger, by=agent, reason="Shorter", days=1)
    assert stranger.is_banned
    assert lift(stranger, by=agent)
    assert not lift(stranger, by=agent)
    assert not stranger.is_silenced
    mails = OutgoingEmail.objects.filter(recipient=stranger).order_by("pk")
    assert "Mind your words" in mails[0].text
    assert mails.count() == 5
    kinds = stranger.sanctions.exclude(lifted_at=None).values_list("kind", flat=True)
    assert sorted(kinds) == ["ban", "silence", "silence"]


# the pages


def test_a_member_reports_by_the_menu_of_a_post(url, advert, member, sign_in):
    browser = sign_in(member)
    assert f"{url}posts/2/report/" in browser.get(url).content.decode()
    assert browser.get(f"{url}posts/2/report/").status_code == 200
    assert browser.post(f"{url}posts/2/report/").status_code == 422
    answer = browser.post(f"{url}posts/2/report/", {"reason": "spam", "text": "Ad"})
    assert answer.status_code == 302
    assert Report.objects.get().text == "Ad"


def test_who_may_not_report(url, advert, customer, stranger, member, sign_in):
    for person in (customer, stranger):  # a newcomer, and the author
        answer = sign_in(person).post(f"{url}posts/2/report/", {"reason": "spam"})
        assert answer.status_code == 403


def test_the_eleventh_report_has_to_wait(topic, url, stranger, member, sign_in):
    browser = sign_in(member)
    for number in range(2, 13):
        add_post(topic, by=stranger, body=f"Come to my shop number {number}.")
        address = f"{url}posts/{number}/report/"
        answer = browser.post(address, {"reason": "spam", "text": "Kept"})
    assert answer.status_code == 429
    assert b"Kept" in answer.content


@pytest.mark.usefixtures("remembering_nothing")
def test_the_queue_costs_the_same_however_much_waits(
    topic, report, stranger, member, agent, sign_in, django_assert_num_queries
):
    browser = sign_in(agent)
    browser.get(QUEUE)
    with CaptureQueriesContext(connection) as few:
        page = browser.get(QUEUE)
    assert topic.title in page.content.decode()
    for number in range(9):
        post = add_post(topic, by=stranger, body=f"Come to my shop number {number}.")
        report_post(post, by=member, reason="spam", text="")
    with django_assert_num_queries(len(few)):
        browser.get(QUEUE)


def test_the_queue_is_narrowed_down(report, topic, agent, sign_in):
    browser = sign_in(agent)
    for query, is_there in (
        (f"?forum={topic.forum.slug}&reason=spam", True),
        ("?reason=abuse", False),
        ("?forum=nowhere&reason=x", True),
    ):
        page = browser.get(QUEUE + query).content.decode()
        assert (topic.title in page) == ("Take the next 20" in page) == is_there
    for name in ("forum", "reason", "after"):
        assert browser.get(QUEUE, {name: "a\0b"}).status_code == 400


def test_a_helper_decides_and_warns(report, advert, stranger, helper, sign_in):
    browser = sign_in(helper)
    browser.post(f"{QUEUE}claim/")
    page = f"{QUEUE}posts/{advert.pk}/"
    assert "yours" in browser.get(QUEUE).content.decode()
    assert "An advert" in browser.get(page).content.decode()
    assert browser.post(page, {"decision": "hide"}).status_code == 422
    decision = {"decision": "hide", "hidden_reason": "spam"}
    assert browser.post(page, decision | {"sanction": "ban"}).status_code == 422
    words = {"sanction": "warning", "words": "No adverts"}
    assert browser.post(page, decision | words).status_code == 302
    assert Post.objects.get(pk=advert.pk).state == "hidden"
    assert stranger.sanctions.get().reason == "No adverts"
    again = browser.post(page, decision, follow=True)
    assert "before you" in again.content.decode()


def test_an_agent_silences_and_lets_write_again(
    report, advert, stranger, agent, sign_in, url
):
    browser = sign_in(agent)
    given = {"decision": "delete", "sanction": "silence", "days": "3", "words": "Stop"}
    browser.post(f"{QUEUE}posts/{advert.pk}/", given)
    assert sign_in(stranger).post(f"{url}reply/", {"body": "Hm"}).status_code == 403
    assert b"Silenced until" in browser.get(f"/desk/people/{stranger.pk}/").content
    browser.post(f"{QUEUE}people/{stranger.pk}/lift/")
    stranger.refresh_from_db()
    assert not stranger.is_silenced


def test_nobody_decides_about_herself(topic, member, helper, sign_in):
    post = add_post(topic, by=helper, body="Look into the folder.")
    report_post(post, by=member, reason="abuse", text="")
    answer = sign_in(helper).get(f"{QUEUE}posts/{post.pk}/")
    assert answer.status_code == 403
