"""Who has a problem hears once that it is fixed, and says if it is not, for her."""

import re

import pytest

from accounts.actions import find_or_create_guest
from forums.actions import merge_topics, move_topic, press_me_too, set_state
from forums.actions.fixes import tell_some
from forums.actions.tickets import link_ticket, make_ticket
from forums.models import FixNotice
from notifications.content import content_of
from notifications.models import OutgoingEmail
from tickets.actions import open_ticket, solve_ticket, trash_ticket
from tickets.models import Ticket


@pytest.fixture
def guest():
    return find_or_create_guest("gus@example.com", name="Gus")


@pytest.fixture
def problem(make_topic, stranger, guest, agent):
    """Said me too: the author, the stranger. Wrote tickets: the author, the guest."""
    topic = make_topic("Sync fails", kind="problem")
    press_me_too(topic, by=stranger)
    make_ticket(topic.posts.get(), by=agent)
    ticket = open_ticket(
        requester=guest, subject="Sync?", body="Fails", channel="mail", by=None
    )
    link_ticket(topic, ticket, post=None, by=agent)
    return topic


def tell_all():
    while tell_some():
        pass


def told():
    mails = OutgoingEmail.objects.filter(event__verb="topic.fix_told")
    return sorted(mails.values_list("recipient__display_name", flat=True))


EVERYBODY = ["Gus", "Maya Lind", "Sam Stranger"]


def test_everyone_is_mailed_once_a_fix(problem, agent, monkeypatch):
    monkeypatch.setattr("forums.actions.fixes.AT_ONCE", 2)
    set_state(problem, by=agent, state="fixed")
    assert tell_some() == 2
    assert FixNotice.objects.untold().count() == 1
    tell_all()
    tell_all()
    assert told() == EVERYBODY
    assert not OutgoingEmail.objects.filter(event__verb="topic.state_changed").exists()
    set_state(problem, by=agent, state="confirmed")
    set_state(problem, by=agent, state="fixed")
    tell_all()
    assert told() == sorted(EVERYBODY * 2)


def test_no_mail_answers_what_was_set_aside(problem, agent, guest):
    trash_ticket(guest.requested_tickets.get(), by=agent)
    set_state(problem, by=agent, state="fixed")
    tell_all()
    assert told() == ["Maya Lind", "Sam Stranger"]


def test_a_worker_that_dies_between_leaves_nobody_out(problem, agent, monkeypatch):
    set_state(problem, by=agent, state="fixed")

    def die(*args, **given):
        raise OSError("no power")

    with monkeypatch.context() as patch:
        patch.setattr("forums.actions.fixes.record", die)
        with pytest.raises(OSError, match="no power"):
            tell_some()
    tell_all()
    assert told() == EVERYBODY


def test_still_broken_opens_her_own_ticket_again_and_no_other(
    problem, agent, customer, stranger, sign_in
):
    for ticket in Ticket.objects.all():
        solve_ticket(ticket, by=agent)
    set_state(problem, by=agent, state="fixed")
    tell_all()
    url, browser = f"{problem.get_absolute_url()}still-broken/", sign_in(customer)
    assert "Still broken for me" in browser.get(url).content.decode()
    assert FixNotice.objects.filter(still_broken_at=None).count() == 3
    hers = Ticket.objects.get(requester=customer)
    for _ in range(2):
        assert browser.post(url).url == hers.get_absolute_url()
    hers.refresh_from_db()
    assert (hers.status, hers.message_count) == ("open", 2)
    assert Ticket.objects.exclude(pk=hers.pk).get().status == "solved"
    page = sign_in(agent).get(problem.get_absolute_url()).content.decode()
    assert re.search(r"Told</dt><dd>3<.*Still broken for</dt><dd>1<", page, re.S)


def test_still_broken_is_said_of_what_was_merged_and_not_of_what_is_out_of_sight(
    problem, agent, lead, stranger, sign_in, make_topic, make_forum
):
    set_state(problem, by=agent, state="fixed")
    tell_all()
    url, browser = f"{problem.get_absolute_url()}still-broken/", sign_in(stranger)
    survivor = make_topic("Sync is slow", kind="problem", by=lead)
    merge_topics(problem, into=survivor, by=agent)
    assert "Sync is slow" in browser.get(url).content.decode()
    move_topic(survivor, by=agent, forum=make_forum("Inside", audience="agents"))
    assert browser.post(url).status_code == 404
    assert not Ticket.objects.filter(requester=stranger).exists()


def test_who_waits_for_two_fixes_of_one_matter_is_told_once(
    problem, agent, customer, stranger, make_topic
):
    survivor = make_topic("Sync is slow", kind="problem")
    set_state(survivor, by=agent, state="fixed")
    tell_all()
    set_state(survivor, by=agent, state="confirmed")
    assert told() == ["Maya Lind"]
    for topic in (survivor, problem):
        set_state(topic, by=agent, state="fixed")
    merge_topics(problem, into=survivor, by=agent)
    tell_all()
    assert told() == sorted([*EVERYBODY, "Maya Lind"])
    notices = FixNotice.objects.filter(topic=survivor)
    assert notices.told_to(customer).count() == 2
    assert notices.count() == 4


def test_who_had_no_ticket_gets_one(problem, agent, stranger, sign_in):
    set_state(problem, by=agent, state="fixed")
    tell_all()
    sign_in(stranger).post(f"{problem.get_absolute_url()}still-broken/")
    assert Ticket.objects.get(requester=stranger).topic_links.get().topic == problem


def test_a_guest_says_it_by_the_secret_of_her_mail(problem, agent, guest, client):
    set_state(problem, by=agent, state="fixed")
    tell_all()
    mail = OutgoingEmail.objects.get(recipient=guest, event__verb="topic.fix_told")
    assert "/topics/still-broken/" not in mail.text
    text = content_of(mail).decode()
    url = re.search(r"/forums/topics/still-broken/[^/\s]+/", text)[0]
    assert "Still broken for me" in client.get(url).content.decode()
    client.post(url)
    assert FixNotice.objects.get(person=guest).still_broken_at
    ticket = Ticket.objects.get(requester=guest)
    assert ticket.message_count == 2
    assert client.get(f"{url[:-2]}x/").status_code == 404
