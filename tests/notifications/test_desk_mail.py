import pytest
from django.core.mail import send_mail

from notifications.models import OutgoingEmail
from tests.notifications.team_events import TeamNoted, hear

LEDGER = "/desk/mail/"


def page_of(mail):
    return f"{LEDGER}{mail.pk}/"


@pytest.fixture
def mail(agent, happen, mails):
    happen(to=hear(agent), body="the text of it")
    return mails()[-1]


def test_ledger_lists_mail_with_its_state(mail, agent, sign_in):
    page = sign_in(agent).get(LEDGER).content.decode()

    assert mail.to_address in page
    assert "Waiting" in page


@pytest.mark.parametrize("who", ["customer", "guest", "helper"])
def test_ledger_is_for_agents(who, request, mail, sign_in):
    client = sign_in(request.getfixturevalue(who))

    assert client.get(LEDGER).status_code == 403
    assert client.get(page_of(mail)).status_code == 403


def test_ledger_is_narrowed_by_address_state_and_thing(
    mail, lead, happen, agent, sign_in
):
    happen(to=hear(lead))
    client = sign_in(agent)

    def found(query):
        return len(client.get(LEDGER + query).context["page"].rows)

    assert found("") == 2
    assert found(f"?q={lead.email.upper()}") == 1
    assert found("?state=sent") == 0
    assert found(f"?about={mail.target_type_id}-{mail.target_id}") == 2
    assert found("?about=x&state=pigeon") == 2


def test_agent_reads_a_mail(mail, agent, sign_in):
    assert "the text of it" in sign_in(agent).get(page_of(mail)).content.decode()


def test_mail_about_what_the_agent_cannot_see_is_not_there(
    mail, lead, sign_in, monkeypatch
):
    monkeypatch.setattr(
        "accounts.querysets.TeamQuerySet.visible_to", lambda rows, _: rows.none()
    )
    client = sign_in(lead)

    assert client.get(page_of(mail)).status_code == 404
    assert not client.get(LEDGER).context["page"].rows


def test_mail_about_a_note_is_for_who_sees_it_as_staff(
    agent, happen, mails, sign_in, monkeypatch
):
    happen(TeamNoted, to=hear(agent))
    monkeypatch.setattr(
        "accounts.querysets.TeamQuerySet.worked_on_by",
        lambda rows, _: rows.none(),
        raising=False,
    )

    assert sign_in(agent).get(page_of(mails()[-1])).status_code == 404


def test_account_mail_is_shown_to_nobody(admin, sign_in, settings):
    settings.EMAIL_BACKEND = "notifications.ledger.LedgerBackend"
    send_mail("Code 4711", "Code 4711", None, ["maya@example.com"])
    client = sign_in(admin)
    for path in (LEDGER, page_of(OutgoingEmail.objects.get())):
        page = client.get(path).content.decode()
        assert "Account mail" in page
        assert "4711" not in page


def test_guests_link_is_not_shown(mail, agent, sign_in):
    token = "{access-link:0123456789abcdef}"
    OutgoingEmail.objects.update(text=f"Open {token}", placeholders={token: "x"})
    page = sign_in(agent).get(page_of(mail)).content.decode()

    assert "[secret link]" in page
    assert "0123456789abcdef" not in page


def test_nobody_stops_anothers_mail_from_the_desk(mail, agent, sign_in):
    page = sign_in(agent).get(page_of(mail)).content.decode()

    assert "/notifications/unsubscribe/" not in page


def test_admin_sends_a_failed_mail_again(mail, admin, sign_in):
    OutgoingEmail.objects.update(state="failed", attempts=3)
    response = sign_in(admin).post(f"{page_of(mail)}resend/")

    assert response.status_code == 302
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("pending", 0)


def test_sent_mail_is_not_sent_again(mail, admin, sign_in):
    OutgoingEmail.objects.update(state="suppressed")
    sign_in(admin).post(f"{page_of(mail)}resend/")

    mail.refresh_from_db()
    assert mail.state == "suppressed"


def test_agent_does_not_resend(mail, agent, sign_in):
    OutgoingEmail.objects.update(state="failed")

    assert sign_in(agent).post(f"{page_of(mail)}resend/").status_code == 403
