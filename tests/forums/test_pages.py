"""Lists and pages: what stands on them, their order, what they cost."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.view_counts import flush
from forums.actions import (
    accept_answer,
    add_post,
    feature_topic,
    pin_topic,
    press_me_too,
    set_state,
    unfeature_topic,
)
from forums.models import Topic
from notifications.models import Watch


def _titles(answer):
    return [topic.title for topic in answer.context["page"]]


def _queries(browser, url):
    browser.get(url)  # content types and the like are looked up once a process
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200
    return len(captured)


def test_the_forums_with_counts_and_latest_topic(client, topic, ideas):
    html = client.get("/forums/").content.decode()
    assert "<strong>1</strong> topic" in html
    assert topic.title in html
    assert html.index("Sign-in and licence") < html.index("Ideas")


def test_no_forums_yet(client, db):
    assert "No forums yet" in client.get("/forums/").content.decode()
    assert "Ask a question" not in client.get("/").content.decode()


def test_pinned_first_then_by_activity(client, forum, make_topic, stranger, agent):
    first, _second, pinned = (make_topic(title) for title in "ABC")
    pin_topic(pinned, by=agent)
    add_post(first, by=stranger, body="Up it goes")
    assert _titles(client.get(forum.get_absolute_url())) == ["C", "A", "B"]
    assert _titles(client.get(f"{forum.get_absolute_url()}?tab=new")) == ["C", "B", "A"]


def test_unanswered(client, forum, make_topic, stranger):
    answered, _open = make_topic("A"), make_topic("B")
    make_topic("C", kind="problem")
    add_post(answered, by=stranger, body="So it goes")
    page = client.get(f"{forum.get_absolute_url()}?tab=unanswered")
    assert _titles(page) == ["B"]
    assert client.get(f"{forum.get_absolute_url()}?tab=nonsense").status_code == 200


def test_by_the_votes_of_the_week(client, forum, make_topic):
    few, many = make_topic("A"), make_topic("B")
    Topic.objects.filter(pk=many.pk).update(weekly_me_toos=7)
    make_topic("C")
    assert few.weekly_me_toos == 0
    page = client.get(f"{forum.get_absolute_url()}?tab=votes")
    assert _titles(page) == ["B", "C", "A"]


def test_a_forum_without_questions_does_not_ask_for_any(client, forum, make_forum):
    news = make_forum("News", kinds=["announcement"])
    for found, words in [(forum, True), (news, False)]:
        html = client.get(found.get_absolute_url()).content.decode()
        assert ("Ask a question" in html) is words
        assert ("tab=unanswered" in html) is words


def test_ideas_in_one_state(client, ideas, make_topic, agent):
    planned = make_topic("A", forum=ideas)
    make_topic("B", forum=ideas)
    set_state(planned, by=agent, state="planned")
    page = client.get(f"{ideas.get_absolute_url()}?state=planned")
    assert _titles(page) == ["A"]
    page = client.get(f"{ideas.get_absolute_url()}?state=solved")
    assert _titles(page) == ["B", "A"]


def test_featured_topics_stand_above_the_forums(client, make_topic, agent):
    older, _newer = make_topic("Read this first"), make_topic("Another")
    feature_topic(older, by=agent)
    page = client.get("/forums/")
    assert [each.title for each in page.context["featured"]] == ["Read this first"]
    latest = [each.title for each in page.context["latest"]]
    assert latest == ["Another", "Read this first"]
    unfeature_topic(older, by=agent)
    assert not client.get("/forums/").context["featured"]


def test_a_list_is_paged_by_key(client, forum, make_topic, agent):
    for number in range(30):
        make_topic(f"Topic {number}")
    pin_topic(Topic.objects.get(title="Topic 3"), by=agent)
    for tab in ("active", "new", "votes", "unanswered"):
        first = client.get(f"{forum.get_absolute_url()}?tab={tab}")
        second = client.get(first.context["page"].next_url)
        assert (len(_titles(first)), len(_titles(second))) == (25, 5)
        assert len(set(_titles(first) + _titles(second))) == 30
        back = client.get(second.context["page"].previous_url)
        assert _titles(back) == _titles(first)


def test_an_empty_forum_invites(client, forum):
    html = client.get(forum.get_absolute_url()).content.decode()
    assert "Be the first to write." in html


def test_posts_are_paged_by_number(client, make_topic):
    topic = make_topic(replies=50)
    url = topic.get_absolute_url()
    first, last = client.get(url), client.get(f"{url}?page=3")
    assert 'id="post-25"' in first.content.decode()
    assert 'id="post-26"' not in first.content.decode()
    assert first.context["page"].next_url == f"{url}?page=2"
    assert 'id="post-51"' in last.content.decode()
    assert last.context["page"].previous_url == f"{url}?page=2"
    assert last.context["page"].next_url == ""


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "999", "9" * 40])
def test_a_page_that_is_none(client, topic, url, page):
    answer = client.get(url, {"page": page})
    assert answer.status_code == 200
    assert 'id="post-1"' in answer.content.decode()


def test_a_wrong_slug_leads_on(client, topic, url):
    answer = client.get(f"/forums/topics/{topic.pk}-wrong/")
    assert (answer.status_code, answer.url) == (301, url)


def test_a_visitor_is_asked_to_log_in_by_the_button(client, url):
    html = client.get(url).content.decode()
    assert "Log in or sign up to post a comment</button>" in html
    assert 'name="body"' in html
    assert "Post comment" not in html


def test_a_member_has_the_box(url, stranger, sign_in):
    html = sign_in(stranger).get(url).content.decode()
    assert "Post comment</button>" in html
    assert 'name="client_key"' in html


def test_staff_is_marked(client, topic, url, agent, stranger):
    add_post(topic, by=stranger, body="Hm")
    assert "badge--staff" not in client.get(url).content.decode()
    add_post(topic, by=agent, body="Look there")
    assert "badge--staff" in client.get(url).content.decode()


def test_words_of_people_are_escaped(client, make_topic):
    topic = make_topic(
        "<script>alert(1)</script>", body="<script>alert(2)</script> in it"
    )
    html = client.get(topic.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize("which", ["/forums/", "forum", "topic", "new"])
def test_pages_of_visitors_hold_nothing_personal(client, topic, forum, which):
    pages = {
        "forum": forum.get_absolute_url(),
        "topic": topic.get_absolute_url(),
        "new": f"{forum.get_absolute_url()}new/",
    }
    answer = client.get(pages.get(which, which))
    assert answer.status_code == 200
    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_a_topic_costs_the_same_with_two_posts_and_with_twenty(
    client, make_topic, helper, customer, stranger, agent, sign_in, remembering_things
):
    small, large = make_topic(replies=1), make_topic(replies=19)
    for topic in (small, large):
        accept_answer(add_post(topic, by=helper, body="There"), by=customer)
    people = (stranger, helper, agent)
    for browser, most in ((client, 3), *((sign_in(who), 8) for who in people)):
        few, many = (_queries(browser, at.get_absolute_url()) for at in (small, large))
        assert few == many <= most


def test_a_list_costs_the_same_with_two_topics_and_with_twenty(
    client, forum, make_topic, stranger, make_person, sign_in, remembering_things
):
    pages = ("/forums/", forum.get_absolute_url())
    asked = [(who, page) for who in (client, sign_in(stranger)) for page in pages]
    for number in range(2):
        make_topic(by=make_person(f"Person {number}"))
    few = [_queries(who, page) for who, page in asked]
    for number in range(2, 20):
        press_me_too(make_topic(by=make_person(f"Person {number}")), by=stranger)
    assert [_queries(who, page) for who, page in asked] == few
    assert max(few) <= 8


def test_recent_topics_on_the_home_page(client, topic, make_forum, make_topic, agent):
    make_topic("Between us", forum=make_forum("Staff", audience="agents"), by=agent)
    html = client.get("/").content.decode()
    assert "Recent topics" in html
    assert "Ask a question" in html
    assert topic.title in html
    assert "<strong>0</strong> comments" in html
    assert "Between us" not in html


def test_topics_on_the_page_of_a_person(client, topic, customer, stranger):
    assert topic.title in client.get(customer.get_absolute_url()).content.decode()
    assert topic.title not in client.get(stranger.get_absolute_url()).content.decode()


def test_a_followed_forum_is_watched_as_itself(forum, stranger, sign_in):
    sign_in(stranger).post(f"{forum.get_absolute_url()}follow/")
    watch = Watch.objects.get(person=stranger)
    assert watch.target_type == ContentType.objects.get_for_model(forum)


def test_a_view_is_counted_without_a_write_in_the_request(client, topic, url):
    client.get(url)
    client.head(url)
    client.get(f"/forums/topics/{topic.pk}-wrong/")
    topic.refresh_from_db()
    assert topic.view_count == 0
    flush()
    topic.refresh_from_db()
    assert topic.view_count == 1


def test_who_is_silenced_is_told_until_when(topic, url, stranger, sign_in):
    stranger.silenced_until = timezone.now() + timedelta(days=3)
    stranger.save()
    html = sign_in(stranger).get(url).content.decode()
    assert "You may write in the forums again from" in html
