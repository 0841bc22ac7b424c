import pytest

from forums.actions import add_post, hide_post
from forums.actions.redacting import redact_post, redact_title
from forums.actions.tags import tag_topic
from notifications.actions import follow
from notifications.delivery import deliver_mails
from notifications.digests import digest_parts, write_digest
from notifications.models import Notification, OutgoingEmail, Watch
from notifications.querysets import is_watching
from tickets.actions.tags import tags_named

BELL = "/notifications/"


@pytest.fixture
def tag(topic):
    topic.tags.set(tags_named(["mail"]))
    return topic.tags.get()


@pytest.fixture(params=["forum", "topic", "tag", "person"])
def followed(request, forum, topic, tag, customer):
    return {"forum": forum, "topic": topic, "tag": tag, "person": customer}[
        request.param
    ]


def test_follow_and_unfollow(followed, stranger, sign_in):
    browser, url = sign_in(stranger), followed.get_absolute_url()
    assert browser.post(f"{url}follow/").url == url
    assert is_watching(followed, stranger)
    assert "Following" in browser.get(url).content.decode()
    assert browser.post(f"{url}unfollow/").url == url
    assert not is_watching(followed, stranger)


def test_a_script_gets_the_button_alone(followed, stranger, sign_in):
    url = f"{followed.get_absolute_url()}follow/"
    answer = sign_in(stranger).post(
        url, {"mail": "weekly"}, headers={"HX-Request": "true"}
    )
    assert '<option value="weekly" selected>' in answer.text
    assert "<html" not in answer.text
    assert Watch.objects.get(person=stranger).mail == "weekly"


def test_a_visitor_is_sent_to_the_login_and_back(client, followed):
    url = followed.get_absolute_url()
    assert client.post(f"{url}follow/").url == f"/accounts/login/?next={url}"


def test_nobody_follows_herself(customer, sign_in):
    url = customer.get_absolute_url()
    assert sign_in(customer).post(f"{url}follow/").status_code == 403
    assert "Follow" not in sign_in(customer).get(url).text


def test_followers_of_a_person_hear_of_what_they_may_read(
    make_topic, make_forum, customer, stranger, helper, agent
):
    for person in (stranger, agent):
        follow(customer, person=person, mail="instant")
    inside = make_topic("Inside", forum=make_forum("In", audience="agents"))
    topic = make_topic("Open", by=helper)
    add_post(topic, by=customer, body="So have I.")

    told = Notification.objects.values_list("person", "event__related_id", "reason")
    posts = [topic.posts.get(number=2).pk]
    assert sorted(each for each in told if each[0] != helper.pk) == sorted(
        [(agent.pk, inside.pk, "follower")]
        + [(who.pk, pk, "follower") for who in (stranger, agent) for pk in posts]
    )
    mail = OutgoingEmail.objects.filter(recipient=stranger).get()
    assert "because you follow “Maya Lind”." in mail.text


def test_a_tag_that_comes_is_told_to_its_followers_until_they_stop_it(
    make_topic, customer, stranger, helper, client
):
    [tag] = tags_named(["mail"])
    follow(tag, person=stranger, mail="instant")
    follow(customer, person=stranger, mail="weekly")
    tag_topic(make_topic("First"), by=helper, names=["mail", "windows"])
    mail = OutgoingEmail.objects.get(recipient=stranger)
    assert mail.subject == "[mail, windows] First"
    assert "because you follow “mail”." in mail.text
    client.post(mail.headers["List-Unsubscribe"].strip("<>"))
    mail.refresh_from_db()
    assert mail.state == "suppressed"
    assert not is_watching(tag, stranger)
    assert is_watching(customer, stranger)


@pytest.mark.parametrize("act", [hide_post, redact_post, redact_title])
def test_a_tag_tells_of_nothing_that_went_out_of_sight_meanwhile(
    act, make_topic, stranger, helper, agent
):
    [tag] = tags_named(["mail"])
    follow(tag, person=stranger, mail="instant")
    make_topic("Another").tags.add(tag)  # else nobody sees the tag any more
    topic = make_topic("Zebrafish and mail")
    tag_topic(topic, by=helper, names=["mail"])
    mail = OutgoingEmail.objects.get(recipient=stranger)
    if act is redact_title:
        act(topic, by=agent)
        mail.refresh_from_db()
        assert "Zebrafish" not in mail.subject + mail.text + mail.html
        return
    given = {"reason": "spam"} if act is hide_post else {}
    act(topic.posts.get(), by=agent, **given)
    deliver_mails([mail.pk])
    mail.refresh_from_db()
    assert mail.state == "suppressed"


def test_no_bell_and_no_summary_holds_a_title_that_went_out_of_sight(
    forum, make_topic, stranger, agent, sign_in
):
    follow(forum, person=stranger, mail="daily")
    topic = make_topic("Zebrafish and mail")
    browser, line = sign_in(stranger), Notification.objects.get(person=stranger)
    place = f"/notifications/{line.pk}/open/"
    assert "Zebrafish" in browser.post(place, follow=True).text
    hide_post(topic.posts.get(), by=agent, reason="spam")
    assert "zebrafish" not in browser.post(place).url + browser.get(BELL).text
    Notification.objects.update(read_at=None)
    write_digest(stranger, {"daily"})
    mail = OutgoingEmail.objects.get(reason="digest")
    assert "zebrafish" not in "".join(digest_parts(mail) or ())
