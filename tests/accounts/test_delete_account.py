import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from accounts.actions import delete_account
from accounts.models import TeamMembership, User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def confirmed(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def test_the_row_stays_as_a_nameless_shell(customer):
    address, pk = customer.email, customer.pk

    assert delete_account(customer)
    assert not delete_account(customer)

    person = User.objects.get(pk=pk)
    assert person.public_name == "Former member"
    assert person.display_name == ""
    assert address not in str(vars(person))
    assert not person.has_usable_password()
    assert not EmailAddress.objects.filter(user=person).exists()
    assert not User.objects.present().filter(pk=pk).exists()


def test_an_agent_leaves_her_teams_and_roles(lead):
    delete_account(lead)

    lead.refresh_from_db()
    assert lead.roles == []
    assert not TeamMembership.objects.filter(person=lead).exists()


def test_she_proves_who_she_is_and_types_her_address(sign_in, customer):
    client = sign_in(customer)
    page = reverse("accounts:delete")
    assert client.get(page)["Location"].startswith(reverse("account_reauthenticate"))

    confirmed(client)
    assert client.get(page).status_code == 200
    assert client.post(page, {"email": "other@example.com"}).status_code == 422
    customer.refresh_from_db()
    assert not customer.deleted_at

    response = client.post(page, {"email": customer.email.upper()})
    assert response["Location"] == reverse("home")
    customer.refresh_from_db()
    assert customer.deleted_at
    assert "_auth_user_id" not in client.session


def test_she_is_told_at_the_address_that_was_hers(customer, outbox):
    address = customer.email

    delete_account(customer)

    assert [mail.to for mail in outbox] == [[address]]


def test_every_other_session_of_hers_ends(sign_in, customer):
    other = sign_in(customer)

    delete_account(customer)

    assert other.get(reverse("accounts:profile")).status_code == 302


def test_the_address_is_free_again(customer):
    address = customer.email
    delete_account(customer)

    assert not User.objects.filter(email=address).exists()
    assert User.objects.create_user(address).pk != customer.pk


def test_the_only_administrator_cannot_leave(sign_in, admin):
    client = confirmed(sign_in(admin))

    response = client.post(reverse("accounts:delete"), {"email": admin.email})

    assert response.status_code == 403
    admin.refresh_from_db()
    assert not admin.deleted_at


def test_a_person_downloads_what_is_known_of_her(sign_in, customer, stranger):
    response = sign_in(customer).get(reverse("accounts:download"))

    assert "attachment" in response["Content-Disposition"]
    assert response.json()["profile"]["email"] == customer.email
    assert stranger.email not in response.content.decode()
    assert customer.password not in response.content.decode()


def test_a_visitor_downloads_nothing(visitor):
    assert visitor.get(reverse("accounts:download")).status_code == 302
    assert visitor.get(reverse("accounts:delete")).status_code == 302
