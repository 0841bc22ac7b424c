from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions import find_or_create_guest, invite_agent
from accounts.models import Invitation, User

pytestmark = pytest.mark.django_db

FORM = {"display_name": "Nora New", "password1": "plum-tree-in-june"}


@pytest.fixture
def link(admin, team, last_link):
    """The path mailed to nora@example.com, invited as a writer of the team."""
    invite_agent("Nora@example.com", by=admin, team=team, roles=["writer"])
    return last_link()


def test_the_mailed_link_makes_an_agent_with_roles_and_team(visitor, link, team):
    assert visitor.get(link).status_code == 200

    response = visitor.post(link, FORM)

    assert response["Location"] == reverse("accounts:profile")
    person = User.objects.get(email="nora@example.com")
    assert set(person.roles) == {"agent", "writer"}
    assert person.verified_at
    assert person.check_password(FORM["password1"])
    assert team.memberships.filter(person=person, is_lead=False).exists()
    assert visitor.session["_auth_user_id"] == str(person.pk)


def test_the_link_is_good_once(visitor, link):
    visitor.post(link, FORM)

    assert visitor.get(link).status_code == 404
    assert visitor.post(link, {**FORM, "display_name": "Other"}).status_code == 404


def test_the_link_expires(visitor, link):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert visitor.post(link, FORM).status_code == 404
    assert not User.objects.filter(email="nora@example.com").exists()


def test_the_link_is_kept_as_a_hash_only(link):
    token = link.rstrip("/").rsplit("/", 1)[-1]

    assert token not in str(Invitation.objects.values().get())


def test_inviting_again_voids_the_older_link(visitor, link, admin, last_link):
    invite_agent("nora@example.com", by=admin, team=None, roles=[])

    assert visitor.get(link).status_code == 404
    assert visitor.get(last_link()).status_code == 200


def test_a_guest_who_is_invited_keeps_her_row(visitor, link):
    guest = find_or_create_guest("nora@example.com", name="N.")

    visitor.post(link, FORM)

    guest.refresh_from_db()
    assert guest.is_agent
    assert guest.display_name == "Nora New"


def test_a_customer_who_is_invited_keeps_name_and_password_and_logs_in_herself(
    visitor, customer, admin, last_link
):
    invite_agent(customer.email, by=admin, team=None, roles=["admin"])
    old_password = customer.password

    response = visitor.post(last_link(), FORM)

    assert response["Location"] == reverse("account_login")
    assert "_auth_user_id" not in visitor.session
    customer.refresh_from_db()
    assert customer.is_admin
    assert (customer.display_name, customer.password) == ("Maya Lind", old_password)


@pytest.mark.parametrize(
    "changes", [{"display_name": ""}, {"password1": "123"}, {"display_name": "Staff"}]
)
def test_a_bad_form_comes_back_and_the_link_stays_good(visitor, link, changes):
    assert visitor.post(link, {**FORM, **changes}).status_code == 422
    assert visitor.get(link).status_code == 200


def test_an_administrator_invites_and_withdraws(sign_in, admin, team, outbox):
    client = sign_in(admin)
    page = reverse("accounts_settings:invitations")

    client.post(page, {"email": "Nora@example.com", "team": team.pk, "roles": "admin"})

    made = Invitation.objects.get()
    assert (made.email, made.roles) == ("nora@example.com", ["admin", "agent"])
    assert outbox[-1].to == ["nora@example.com"]
    assert "nora@example.com" in client.get(page).content.decode()

    client.post(reverse("accounts_settings:withdraw-invitation", args=[made.pk]))
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "form",
    [
        {"email": ""},
        {"email": "nonsense"},
        {"email": "ada.agent@example.com"},
        {"email": "n@example.com", "roles": "owner"},
        {"email": "n@example.com", "team": "999"},
    ],
)
def test_a_bad_invitation_is_not_sent(sign_in, admin, agent, form, outbox):
    response = sign_in(admin).post(reverse("accounts_settings:invitations"), form)

    assert response.status_code == 422
    assert not outbox
