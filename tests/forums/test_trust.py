"""What use of the forums earns, and what newcomers may not do yet."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import TrustLevel, User
from forums.actions import add_post
from forums.actions.trust import earn_trust
from forums.models import Post, Report, Sanction
from forums.trust import may

LINKS = "See https://a.example.com, https://b.example.com, {}"
THIRD = LINKS.format("https://c.example.com")
PICTURE = "![a](/files/123e4567-e89b-12d3-a456-426614174000/a.png)"


def joined(person, days):
    person.joined_at = timezone.now() - timedelta(days=days)
    person.save(update_fields=["joined_at"])


def level_of(person):
    return User.objects.get(pk=person.pk).trust_level


def write(person, topic, posts, answers=0):
    """Rows as posts leave them: what counts is that they stand."""
    at = timezone.now()
    Post.objects.bulk_create(
        Post(
            topic=topic,
            number=topic.last_number + 100 * person.pk + number,
            author=person,
            body="x",
            body_html="x",
            body_version=1,
            accepted_at=at if number < answers else None,
        )
        for number in range(posts)
    )


@pytest.mark.parametrize(
    ("days", "posts", "answers", "level"),
    [
        (0, 9, 0, TrustLevel.NEWCOMER),
        (2, 1, 0, TrustLevel.NEWCOMER),
        (2, 2, 0, TrustLevel.MEMBER),
        (90, 30, 4, TrustLevel.MEMBER),
        (15, 30, 10, TrustLevel.REGULAR),
        (90, 30, 10, TrustLevel.TRUSTED),
    ],
)
def test_a_level_takes_time_and_use(stranger, topic, days, posts, answers, level):
    joined(stranger, days)
    write(stranger, topic, posts, answers)
    earn_trust()
    assert level_of(stranger) == level
    assert earn_trust() == 0


@pytest.mark.parametrize("blame", ["report", "sanction"])
def test_who_was_blamed_is_not_trusted(stranger, topic, agent, blame):
    joined(stranger, 90)
    write(stranger, topic, 30, 10)
    earn_trust()
    if blame == "report":
        post = stranger.posts.first()
        given = {"state": "accepted", "decided_at": timezone.now()}
        Report.objects.create(post=post, reporter=agent, reason="spam", **given)
    else:
        Sanction.objects.create(person=stranger, kind="warning", reason="x", by=agent)
    earn_trust()
    assert level_of(stranger) == TrustLevel.REGULAR


def test_what_was_hidden_earns_nothing(stranger, topic):
    joined(stranger, 2)
    write(stranger, topic, 2)
    earn_trust()
    stranger.posts.update(state="hidden")
    earn_trust()
    assert level_of(stranger) == TrustLevel.NEWCOMER


def test_levels_cost_the_same_for_two_people_and_for_twenty(make_person, topic):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            earn_trust()
        return len(captured)

    few = queries()
    for number in range(20):
        person = make_person(f"Person {number}")
        joined(person, 2)
        write(person, topic, 2)
    assert queries() == few


def test_a_helper_needs_no_level(helper, stranger):
    assert may(helper, "links")
    assert not may(stranger, "links")


@pytest.mark.parametrize(
    ("body", "words"), [(THIRD, "2 places"), (PICTURE, "pictures")]
)
def test_a_newcomer_is_told_what_is_not_open_yet(
    stranger, helper, sign_in, topic, url, body, words
):
    page = sign_in(stranger).post(f"{url}reply/", {"body": body})
    html = page.content.decode()
    assert page.status_code == 422
    assert words in html
    assert "1 day old and 2 of your posts stand" in html
    assert body.split()[-1] in html
    assert sign_in(helper).post(f"{url}reply/", {"body": body}).status_code == 302
    User.objects.filter(pk=stranger.pk).update(trust_level=TrustLevel.MEMBER)
    assert sign_in(stranger).post(f"{url}reply/", {"body": body}).status_code == 302


def test_links_home_and_in_quotes_are_no_links_elsewhere(stranger, sign_in, url):
    body = f"> {THIRD}\n\n{LINKS.format('[a guide](/kb/)')}"
    assert sign_in(stranger).post(f"{url}reply/", {"body": body}).status_code == 302


def test_an_edit_brings_no_links_in(stranger, sign_in, topic, url):
    add_post(topic, by=stranger, body="Like this")
    page = sign_in(stranger).post(f"{url}posts/2/edit/", {"body": THIRD})
    assert page.status_code == 422


def test_a_newcomer_posts_so_often_a_day(stranger, sign_in, topic, url):
    write(stranger, topic, 10)
    page = sign_in(stranger).post(f"{url}reply/", {"body": "Kept words"})
    assert page.status_code == 422
    assert "go on tomorrow" in page.content.decode()
    assert "Kept words" in page.content.decode()


def test_her_page_shows_what_she_earned(client, stranger):
    assert "Newcomer" in client.get(stranger.get_absolute_url()).content.decode()


def test_one_address_posts_for_so_many_people(make_person, sign_in, topic, url):
    answers = []
    for number in range(9):
        browser = sign_in(make_person(f"Person {number}"))
        for word in ("One", "Two"):
            where = {"REMOTE_ADDR": "203.0.113.7"}
            answers.append(browser.post(f"{url}reply/", {"body": word}, **where))
    codes = [answer.status_code for answer in answers]
    assert codes == [302] * 16 + [429] * 2
    assert answers[-1]["Retry-After"] == "60"
