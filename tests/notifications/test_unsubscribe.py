import pytest
from django.test import Client

from notifications.actions import watch
from notifications.delivery import deliver_mails
from notifications.models import Preference
from notifications.querysets import is_watching
from tests.notifications.team_events import hear


@pytest.fixture
def link(agent, happen, mails):
    """The one in the header of a mail that the agent got as the assignee."""
    happen(to=hear(agent))
    return path_of(mails()[-1])


def path_of(mail):
    return mail.headers["List-Unsubscribe"].strip("<>").partition("example.com")[2]


def one_click(path):
    strict = Client(enforce_csrf_checks=True)
    return strict.post(path, {"List-Unsubscribe": "One-Click"})


def test_one_click_works_without_session_or_token(link, agent, happen, mails):
    response = one_click(link)

    assert response.status_code == 200  # RFC 8058: no redirect
    assert not response.cookies
    happen(to=hear(agent))
    assert len(mails()) == 1
    assert agent.notifications.count() == 2  # the bell still rings


def test_looking_at_the_link_changes_nothing(link, agent, happen, mails):
    response = Client().get(link)

    assert response.status_code == 200
    assert b"<form" in response.content
    happen(to=hear(agent))
    assert len(mails()) == 2


def test_only_this_reason_stops(link, agent, happen, mails):
    one_click(link)
    happen(to=hear(agent, reason="mentioned"))

    assert [mail.reason for mail in mails(state="pending")] == ["mentioned"]


def test_only_this_thing_stops(link, agent, private_team, happen, mails):
    agent.is_admin = True
    agent.save()
    one_click(link)
    happen(to=hear(agent), target=private_team)

    assert len(mails(state="pending")) == 1


def test_only_this_person_is_left_out(link, lead, happen, mails):
    one_click(link)
    happen(to=hear(lead))

    assert mails()[-1].recipient == lead


def test_what_waits_already_is_not_sent_any_more(link, agent, happen, mails, sink):
    happen(to=hear(agent))
    one_click(link)
    deliver_mails([mail.pk for mail in mails()])

    assert not sink.received


def test_clicking_twice_is_clicking_once(link):
    assert one_click(link).status_code == 200
    assert one_click(link).status_code == 200


def test_follower_who_stops_follows_no_more(agent, team, happen, mails):
    Preference.objects.create(person=agent, reason="follower", mail="instant")
    watch(team, person=agent)
    happen(to=hear(agent, reason="follower"))
    one_click(path_of(mails()[-1]))

    assert not is_watching(team, agent)


def test_who_stopped_too_much_takes_it_back_by_the_same_link(
    link, client, agent, happen, mails
):
    one_click(link)
    page = client.get(link).content.decode()
    assert "These mails have stopped" in page
    assert f'action="{link}undo/"' in page

    assert client.post(f"{link}undo/").url == link
    assert "Stop these mails?" in client.get(link).content.decode()
    happen(to=hear(agent))
    assert len(mails()) == 2


def test_follower_who_takes_it_back_follows_again(agent, team, happen, mails):
    Preference.objects.create(person=agent, reason="follower", mail="instant")
    watch(team, person=agent)
    happen(to=hear(agent, reason="follower"))
    link = path_of(mails()[-1])
    one_click(link)
    Client().post(f"{link}undo/", headers={"Sec-Fetch-Site": "same-origin"})

    assert is_watching(team, agent)


def test_who_never_stopped_them_takes_nothing_back(agent, team, happen, mails):
    Preference.objects.create(person=agent, reason="follower", mail="instant")
    happen(to=hear(agent, reason="follower"))
    path = f"{path_of(mails()[-1])}undo/"
    answer = Client().post(path, headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 302
    assert not is_watching(team, agent)


@pytest.mark.parametrize("token", ["x", "W10:abc:def", "a" * 900])
def test_forged_link_is_not_found(token, db):
    assert one_click(f"/notifications/unsubscribe/{token}/").status_code == 404


def test_link_of_somebody_who_is_gone_is_not_found(link, agent):
    agent.delete()

    assert one_click(link).status_code == 404


def test_changed_link_is_not_found(link):
    changed = "B" if link[-2] == "A" else "A"
    assert one_click(f"{link[:-2]}{changed}/").status_code == 404
