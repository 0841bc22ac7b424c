import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions import find_or_create_guest
from accounts.models import User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def log_in(client, email, password=PASSWORD, **more):
    form = {"login": email, "password": password, **more}
    return client.post(reverse("account_login"), form)


def is_logged_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_the_address_is_the_login_in_any_case(visitor, customer):
    response = log_in(visitor, customer.email.upper())

    assert response.status_code == 302
    assert is_logged_in(visitor)


def test_next_is_kept_but_never_leads_to_another_site(visitor, customer):
    assert log_in(visitor, customer.email, next="/kb/")["Location"] == "/kb/"

    other = Client(headers={"sec-fetch-site": "same-origin"})
    response = log_in(other, customer.email, next="https://evil.example/")
    assert "evil" not in response["Location"]


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(visitor, customer):
    wrong = log_in(visitor, customer.email, "wrong").context["form"].errors
    unknown = log_in(visitor, "nobody@example.com").context["form"].errors

    assert wrong == unknown
    assert not is_logged_in(visitor)


def test_a_guest_cannot_log_in_even_with_a_password_in_her_row(visitor, guest):
    guest.set_password(PASSWORD)
    guest.save()

    log_in(visitor, guest.email)

    assert not is_logged_in(visitor)


def test_failed_logins_are_limited_with_429_and_retry_after(visitor, customer):
    for _number in range(5):
        log_in(visitor, customer.email, "wrong")

    response = log_in(visitor, customer.email)

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert not is_logged_in(visitor)


def test_a_login_code_logs_a_customer_in(visitor, customer, last_code):
    page = reverse("account_request_login_code")
    asked = visitor.post(page, {"email": customer.email, "next": "/kb/"})

    response = visitor.post(asked["Location"], {"code": last_code()})

    assert response["Location"] == "/kb/"
    assert is_logged_in(visitor)


def test_a_login_code_proves_a_guests_address_and_claims_her_row(visitor, last_code):
    guest = find_or_create_guest("gus@example.com", name="Gus Guest")
    visitor.post(reverse("account_request_login_code"), {"email": guest.email})

    visitor.post(reverse("account_confirm_login_code"), {"code": last_code()})

    guest.refresh_from_db()
    assert guest.verified_at
    assert guest.display_name == "Gus Guest"
    assert not guest.has_usable_password()
    assert is_logged_in(visitor)
    assert visitor.get(reverse("accounts:profile")).status_code == 200


def test_a_wrong_login_code_leaves_the_guest_a_guest(visitor, guest):
    visitor.post(reverse("account_request_login_code"), {"email": guest.email})

    visitor.post(reverse("account_confirm_login_code"), {"code": "BBBB-BBBB"})

    guest.refresh_from_db()
    assert guest.is_guest
    assert not is_logged_in(visitor)


def test_asking_for_a_code_does_not_tell_who_is_known(visitor, customer, outbox):
    page = reverse("account_request_login_code")
    other = Client(headers={"sec-fetch-site": "same-origin"})
    known = visitor.post(page, {"email": customer.email})
    unknown = other.post(page, {"email": "nobody@example.com"})

    assert (known.status_code, known["Location"]) == (
        unknown.status_code,
        unknown["Location"],
    )
    assert other.get(unknown["Location"]).status_code == 200
    assert [mail.to[0] for mail in outbox] == [customer.email, "nobody@example.com"]
    assert not User.objects.filter(email="nobody@example.com").exists()


def test_asking_for_codes_is_limited(visitor, customer):
    page = reverse("account_request_login_code")
    for _number in range(3):
        Client(headers={"sec-fetch-site": "same-origin"}).post(
            page, {"email": customer.email}
        )

    response = visitor.post(page, {"email": customer.email})

    assert response.status_code == 429
    assert response["Retry-After"]


def test_a_closed_account_stays_out(visitor, customer):
    User.objects.filter(pk=customer.pk).update(is_active=False)

    log_in(visitor, customer.email)

    assert not is_logged_in(visitor)


def test_a_signed_in_person_logs_out(sign_in, customer):
    client = sign_in(customer)

    assert client.get(reverse("account_logout")).status_code == 200
    client.post(reverse("account_logout"))

    assert not is_logged_in(client)
