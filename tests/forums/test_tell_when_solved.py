""" "Tell me when it is solved", also without an account."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType

from accounts.models import User
from forums.actions import (
    accept_answer,
    hide_post,
    lock_topic,
    merge_topics,
    press_me_too,
    tell_when_solved,
)
from forums.actions.redacting import redact_title
from forums.me_too_links import mail_link
from forums.models import MeToo
from notifications.actions import unsubscribe
from notifications.delivery import deliver_mails
from notifications.models import OutgoingEmail
from notifications.unsubscribing import Subscription


def reasons_of(person):
    mails = OutgoingEmail.objects.filter(recipient=person)
    return list(mails.values_list("reason", flat=True))


def test_who_asks_for_it_is_told_at_once(
    topic, url, answer, customer, stranger, sign_in
):
    browser = sign_in(stranger)
    asked = browser.post(f"{url}me-too/", headers={"HX-Request": "true"})
    assert "Tell me when it is solved" in asked.content.decode()
    browser.post(f"{url}tell-me/")
    html = browser.get(url).content.decode()
    assert "You get a mail when it is solved." in html
    accept_answer(answer, by=customer)
    assert reasons_of(stranger) == ["told_when_solved"]


def test_who_changed_her_mind_is_told_with_the_rest(
    topic, url, answer, customer, stranger, sign_in
):
    browser = sign_in(stranger)
    for verb in ("me-too", "tell-me", "tell-me-not"):
        browser.post(f"{url}{verb}/")
    accept_answer(answer, by=customer)
    assert reasons_of(stranger) == []
    assert stranger.notifications.count() == 1


def test_who_stopped_it_and_asks_again_is_told(topic, answer, customer, stranger):
    press_me_too(topic, by=stranger)
    kind = ContentType.objects.get_for_model(topic)
    unsubscribe(Subscription(stranger, "told_when_solved", kind, topic.pk))
    tell_when_solved(topic, by=stranger)
    accept_answer(answer, by=customer)
    assert reasons_of(stranger) == ["told_when_solved"]


def test_who_asked_for_it_of_a_merged_topic_is_told_once(
    topic, answer, make_topic, customer, stranger, agent
):
    other = make_topic("No mail comes")
    for each in (topic, other):
        press_me_too(each, by=stranger)
    tell_when_solved(other, by=stranger)
    merge_topics(other, into=topic, by=agent)
    accept_answer(answer, by=customer)
    assert reasons_of(stranger) == ["told_when_solved"]


# without an account


@pytest.fixture
def mailed_link(client, url, mailoutbox):
    """The path in the mail that the form brings; none where none comes."""

    def ask(email="gus@example.com", **fields):
        sent = client.post(f"{url}me-too/guest/", {"email": email, **fields})
        assert sent.url == f"{url}me-too/guest/?sent=1"
        if not mailoutbox:
            return None
        return re.search(r"/forums/topics/me-too/\S+/", mailoutbox[-1].body)[0]

    return ask


def test_a_guest_confirms_and_is_told(
    client, topic, url, answer, customer, mailed_link
):
    assert f"{url}me-too/guest/" in client.get(url).content.decode()
    link = mailed_link()
    assert "Yes, tell me" in client.get(link).content.decode()
    assert MeToo.objects.count() == 1
    for _ in range(2):
        assert client.post(link).url == url
    guest = User.objects.get(email="gus@example.com")
    topic.refresh_from_db()
    assert (guest.is_guest, topic.me_too_count) == (True, 2)
    accept_answer(answer, by=customer)
    assert reasons_of(guest) == ["told_when_solved"]
    assert client.get(link).status_code == 404


def test_an_old_or_forged_link_is_none(client, topic, mailed_link, monkeypatch):
    monkeypatch.setattr("forums.me_too_links.LIFETIME", -1)
    for link in (mailed_link(), "/forums/topics/me-too/forged/"):
        assert client.post(link).status_code == 404
    assert MeToo.objects.count() == 1


def test_machines_and_the_impatient_get_no_mail(client, mailed_link, url, mailoutbox):
    assert not mailed_link(website="x")
    for _ in range(5):
        assert mailed_link("other@example.com")
    assert len(mailoutbox) == 3
    refused = client.post(f"{url}me-too/guest/", {"email": "nobody"})
    assert refused.status_code == 422


def test_a_locked_question_takes_no_guest(client, topic, url, agent, mailed_link):
    link = mailed_link()
    lock_topic(topic, by=agent)
    assert client.get(f"{url}me-too/guest/").status_code == 403
    assert client.post(link).status_code == 404


@pytest.mark.parametrize("meanwhile", ["nothing", "hidden", "redacted"])
def test_the_link_leaves_only_while_visitors_read_the_title(
    meanwhile, topic, agent, settings, tmp_path
):
    settings.EMAIL_BACKEND = "notifications.ledger.LedgerBackend"
    settings.EMAIL_URL = tmp_path.as_uri()
    mail_link(topic, "gus@example.com")
    mail = OutgoingEmail.objects.latest("pk")
    if meanwhile == "hidden":
        hide_post(topic.posts.get(), by=agent, reason="spam")
    elif meanwhile == "redacted":
        redact_title(topic, by=agent)
    deliver_mails([mail.pk])
    mail.refresh_from_db()
    went = meanwhile == "nothing"
    assert (mail.state, mail.sealed) == ("sent" if went else "suppressed", "")
    assert len(list(tmp_path.glob("*.eml"))) == went
