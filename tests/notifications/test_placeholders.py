import pytest

from notifications.delivery import deliver_mails
from notifications.models import OutgoingEmail
from tests.notifications.team_events import hear

minted = []


def mint(target, person):
    minted.append((target, person))
    return f"https://help.example.com/secret-{len(minted)}/?a=1&b=2"


@pytest.fixture(autouse=True)
def everybody_sees_teams(settings, monkeypatch):
    minted.clear()
    settings.MAIL_PLACEHOLDERS = {"door": f"{__name__}.mint"}
    monkeypatch.setattr("accounts.querysets.TeamQuerySet.visible_to", lambda q, _: q)


def tell(happen, person, **data):
    happen(to=hear(person, reason="requester"), context={"secret": "door"}, **data)
    return OutgoingEmail.objects.latest("pk")


def test_guests_link_is_minted_when_the_mail_leaves(guest, team, happen, sink):
    mail = tell(happen, guest)
    assert not minted
    assert "secret-" not in mail.text + mail.html

    deliver_mails([mail.pk])
    assert minted == [(team, guest)]
    [received] = sink.received
    assert "/secret-1/?a=1&b=2" in received.part("plain")
    assert "/secret-1/?a=1&amp;b=2" in received.part("html")
    mail.refresh_from_db()
    assert "secret-" not in mail.text + mail.html


def test_who_can_log_in_gets_the_plain_link(customer, team, happen, sink):
    deliver_mails([tell(happen, customer).pk])

    assert not minted
    assert f"/teams/{team.pk}/" in sink.received[0].part("plain")


def test_placeholder_in_somebodys_text_is_only_text(guest, happen, sink):
    forged = "{door:00000000000000000000000000000000} {door}"
    deliver_mails([tell(happen, guest, body=forged).pk])

    assert len(minted) == 1
    assert forged in sink.received[0].part("plain")


def test_each_mail_has_a_placeholder_of_its_own(guest, happen):
    first, second = tell(happen, guest), tell(happen, guest)

    assert first.placeholders.keys().isdisjoint(second.placeholders)


def test_no_link_is_minted_for_a_mail_that_is_suppressed(guest, happen, sink):
    mail = tell(happen, guest)
    guest.is_active = False
    guest.save()
    deliver_mails([mail.pk])

    assert not minted
