"""What many have at once becomes an incident, which agents see through to its end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import find_or_create_guest
from brand.models import Announcement
from forums.actions import (
    change_forum,
    hide_post,
    merge_topics,
    move_topic,
    press_me_too,
    set_state,
)
from forums.actions.fixes import tell_some
from forums.actions.incidents import watch_out
from forums.actions.tickets import make_ticket
from forums.models import Incident, MeToo, Topic
from notifications.models import Notification, OutgoingEmail
from search.models import SearchQuery
from tickets.actions import open_ticket


@pytest.fixture
def crowd(db):
    return [find_or_create_guest(f"g{n}@example.com") for n in range(4)]


@pytest.fixture
def incident(topic, crowd, agent):
    for person in crowd:
        press_me_too(topic, by=person)
    assert watch_out() == 1
    return Incident.objects.get()


def test_me_toos_tickets_and_searches_count_together(topic, crowd, agent):
    for person in crowd[:2]:
        press_me_too(topic, by=person)
    make_ticket(topic.posts.get(), by=agent)
    SearchQuery.objects.create(text="kettle", language="en", empty_count=9)
    assert watch_out() == 0
    SearchQuery.objects.create(
        text="authentication mail missing", language="en", empty_count=1
    )
    assert (watch_out(), watch_out()) == (1, 0)
    found = Incident.objects.get()
    assert (found.me_toos, found.tickets, found.searches) == (3, 1, 1)
    assert Notification.objects.filter(person=agent, reason="incident").count() == 1


@pytest.mark.parametrize("audience", ["everyone", "signed_in"])
def test_the_reply_leads_nobody_to_what_not_everybody_reads(
    audience, forum, topic, crowd, agent
):
    change_forum(forum, by=agent, audience=audience)
    for person in crowd:
        press_me_too(topic, by=person)
    watch_out()
    reply = Incident.objects.get().suggested_reply
    assert (topic.lasting_url in reply) == (audience == "everyone")


def test_what_is_usual_or_solved_is_none(topic, crowd, agent, make_person, stranger):
    for person in crowd:
        press_me_too(topic, by=person)
    many = [find_or_create_guest(f"u{n}@example.com") for n in range(300)]
    before = timezone.now() - timedelta(days=2)
    MeToo.objects.bulk_create(
        MeToo(topic=topic, person=person, created_at=before) for person in many
    )
    assert watch_out() == 0
    MeToo.objects.filter(created_at=before).delete()
    assert watch_out() == 1


def test_counting_costs_the_same_for_many_topics(
    make_topic, crowd, django_assert_max_num_queries
):
    for number in range(10):
        topic = make_topic(f"Topic {number}")
        press_me_too(topic, by=crowd[0])
    with django_assert_max_num_queries(6):
        assert watch_out() == 0


def test_a_banner_by_one_click_until_it_is_over(incident, agent, sign_in, client):
    browser, url = sign_in(agent), incident.get_absolute_url()
    page = browser.get(url)
    text = page.context["banner"].initial["text"]
    assert incident.topic.title in text
    browser.post(f"{url}put-up/", {"text": text})
    topic_url = incident.topic.get_absolute_url()
    assert url in browser.get(topic_url).content.decode()
    assert url not in client.get(topic_url).content.decode()
    assert text in client.get("/kb/").content.decode().replace("&#x27;", "'")
    assert "Take it down" in browser.get(url).content.decode()
    browser.post(f"{url}end/")
    assert Announcement.objects.get().ends_at <= timezone.now()
    assert not OutgoingEmail.objects.filter(event__verb="topic.fix_told").exists()
    assert "Over" in browser.get("/desk/forums/incidents/").content.decode()
    assert watch_out() == 0


@pytest.mark.parametrize("how", ["hidden", "closed", "moved"])
def test_a_banner_goes_with_its_topic(
    how, incident, agent, sign_in, client, make_forum
):
    browser, url, topic = sign_in(agent), incident.get_absolute_url(), incident.topic
    browser.post(f"{url}put-up/", {"text": "zqbanner"})
    if how == "hidden":
        hide_post(topic.posts.get(), by=agent, reason="spam")
    elif how == "closed":
        change_forum(topic.forum, by=agent, audience="signed_in")
    else:
        move_topic(topic, by=agent, forum=make_forum("Inside", audience="agents"))
        assert browser.get(url).context["banner"].initial["text"] == ""
    assert "zqbanner" not in client.get("/kb/").content.decode()


def test_it_goes_on_where_its_topic_was_merged_into(
    incident, agent, sign_in, client, make_topic
):
    browser, url = sign_in(agent), incident.get_absolute_url()
    browser.post(f"{url}put-up/", {"text": "zqbanner"})
    survivor, other = make_topic("All of it"), make_topic("The same")
    merge_topics(incident.topic, into=survivor, by=agent)
    assert "zqbanner" in client.get("/kb/").content.decode()
    assert watch_out() == 0
    # where one is going on already, there is one
    second = Incident.objects.create(topic=other)
    merge_topics(Topic.objects.get(pk=other.pk), into=survivor, by=agent)
    second.refresh_from_db()
    assert (second.topic, second.ended_by) == (survivor, agent)
    browser.post(f"{url}fix/")
    while tell_some():
        pass
    mails = OutgoingEmail.objects.filter(event__verb="topic.fix_told")
    assert mails.count() == 5
    assert "zqbanner" not in client.get("/kb/").content.decode()


def test_a_banner_that_is_refused_is_kept(incident, agent, sign_in):
    text = "zqbanner" + "x" * 300
    answer = sign_in(agent).post(
        f"{incident.get_absolute_url()}put-up/", {"text": text}
    )
    assert answer.status_code == 422
    assert text in answer.content.decode()


def test_a_ticket_that_speaks_of_it_is_answered_and_tied(
    incident, agent, stranger, sign_in
):
    ticket = open_ticket(
        requester=stranger, subject="No authentication mail", body="Where is it?",
        channel="web", by=stranger,
    )  # fmt: skip
    browser = sign_in(agent)
    incident_url = incident.get_absolute_url()
    browser.post(incident_url, {"suggested_reply": "The mail server is ill."})
    side = f"/desk/tickets/{ticket.pk}/requester/"
    assert "The mail server is ill." in browser.get(side).content.decode()
    for _ in range(2):
        browser.post(f"{incident_url}tie/", {"ticket": ticket.pk})
    assert "Its requester hears" in browser.get(side).content.decode()
    assert ticket.subject in browser.get(incident_url).content.decode()
    browser.post(f"{incident_url}fix/")
    tell_some()
    mails = OutgoingEmail.objects.filter(event__verb="topic.fix_told")
    assert mails.count() == 6
    assert mails.filter(recipient=stranger).count() == 1


def test_fixing_the_incident_of_a_problem_fixes_it(make_topic, crowd, agent, sign_in):
    topic = make_topic(kind="problem")
    for person in crowd:
        press_me_too(topic, by=person)
    set_state(topic, by=agent, state="confirmed")
    watch_out()
    sign_in(agent).post(f"{Incident.objects.get().get_absolute_url()}fix/")
    topic.refresh_from_db()
    assert topic.state == "fixed"


def test_a_problem_that_is_fixed_on_its_page_is_no_incident_any_more(
    make_topic, crowd, agent, sign_in
):
    topic = make_topic(kind="problem")
    for person in crowd:
        press_me_too(topic, by=person)
    watch_out()
    incident = Incident.objects.get()
    sign_in(agent).post(f"{incident.get_absolute_url()}put-up/", {"text": "We know"})
    set_state(topic, by=agent, state="fixed")
    incident.refresh_from_db()
    assert incident.ended_by == agent
    assert Announcement.objects.get().ends_at <= timezone.now()
