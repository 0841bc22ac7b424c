import json
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def log_in(client, person):
    form = {"login": person.email, "password": PASSWORD}
    return client.post(reverse("account_login"), form)


def reauthenticate(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.fixture
def guarded(customer):
    """A customer with an authenticator app; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(customer, secret)
    return secret


def test_the_app_is_set_up_by_a_picture_that_the_policy_allows(sign_in, customer):
    client = sign_in(customer)
    page = reverse("mfa_activate_totp")
    assert client.get(page)["Location"].startswith(reverse("account_reauthenticate"))

    reauthenticate(client)
    response = client.get(page)
    html = response.content.decode()
    assert "<svg" in html
    assert "data:" not in html
    secret = re.search(r'id="authenticator_secret"[^>]*>(\w+)<', html).group(1)

    response = client.post(page, {"code": code_of(secret)})

    assert response["Location"] == reverse("mfa_view_recovery_codes")
    kept = Authenticator.objects.get(user=customer, type="totp")
    assert secret not in json.dumps(kept.data)
    assert client.get(response["Location"]).status_code == 200


def test_login_asks_for_the_code_and_takes_it(visitor, customer, guarded):
    response = log_in(visitor, customer)
    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in visitor.session
    assert visitor.get(response["Location"]).status_code == 200

    visitor.post(reverse("mfa_authenticate"), {"code": code_of(guarded)})

    assert visitor.session["_auth_user_id"] == str(customer.pk)


def test_a_wrong_code_does_not_log_in(visitor, customer, guarded):
    log_in(visitor, customer)

    response = visitor.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert response.context["form"].errors
    assert "_auth_user_id" not in visitor.session


def test_a_login_code_by_mail_does_not_go_round_the_second_factor(
    visitor, customer, guarded, last_code
):
    visitor.post(reverse("account_request_login_code"), {"email": customer.email})

    response = visitor.post(
        reverse("account_confirm_login_code"), {"code": last_code()}
    )

    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in visitor.session


def test_a_recovery_code_logs_in_once(visitor, sign_in, customer, guarded):
    client = sign_in(customer)
    reauthenticate(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    wrapped = Authenticator.objects.get(user=customer, type="recovery_codes").wrap()
    code = wrapped.get_unused_codes()[0]

    log_in(visitor, customer)
    visitor.post(reverse("mfa_authenticate"), {"code": code})
    assert visitor.session["_auth_user_id"] == str(customer.pk)

    visitor.logout()
    log_in(visitor, customer)
    visitor.post(reverse("mfa_authenticate"), {"code": code})
    assert "_auth_user_id" not in visitor.session


def test_wrong_codes_are_limited(visitor, customer, guarded):
    log_in(visitor, customer)
    for _number in range(5):
        visitor.post(reverse("mfa_authenticate"), {"code": "000000"})

    response = visitor.post(reverse("mfa_authenticate"), {"code": code_of(guarded)})

    assert response.status_code == 429
    assert "_auth_user_id" not in visitor.session


@pytest.mark.parametrize("name", ["mfa_index", "mfa_list_webauthn"])
def test_the_overview_pages_are_shown_to_their_owner_only(
    sign_in, visitor, customer, name
):
    assert sign_in(customer).get(reverse(name), follow=True).status_code == 200
    response = visitor.get(reverse(name))
    assert response["Location"].startswith(reverse("account_login"))


def test_a_passkey_page_carries_its_options_and_no_script_of_its_own(sign_in, customer):
    client = sign_in(customer)
    reauthenticate(client)

    html = client.get(reverse("mfa_add_webauthn")).content.decode()

    assert '"creation_options"' in html
    scripts = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", html)
    assert all('type="application/json"' in attributes for attributes in scripts)


def test_its_pages_speak_as_the_site_does(visitor, sign_in, customer, guarded):
    client = sign_in(customer)
    reauthenticate(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    log_in(visitor, customer)
    said = visitor.get(reverse("mfa_authenticate")).text
    for name, words in (
        ("mfa_index", "10 codes are left"),
        ("mfa_view_recovery_codes", "10 of 10 are left."),
        ("mfa_generate_recovery_codes", "Those that you have now"),
        ("mfa_deactivate_totp", "Do without the app"),
        ("mfa_add_webauthn", "Log in with this key alone"),
    ):
        page = client.get(reverse(name)).text
        assert words in page
        said += page

    for foreign in ("Two-Factor", "Security Key", "Passwordless", "Sign In"):
        assert foreign not in said


def test_a_key_is_listed_renamed_and_removed(sign_in, customer):
    client = sign_in(customer)
    reauthenticate(client)
    key = Authenticator.objects.create(
        user=customer, type="webauthn", data={"name": "Blue", "credential": {}}
    )
    change, remove = (
        reverse(name, args=[key.pk])
        for name in ("mfa_edit_webauthn", "mfa_remove_webauthn")
    )
    assert "Rename the key" in client.get(change).text

    client.post(change, {"name": "Red"})

    assert "<strong>Red</strong>" in client.get(reverse("mfa_list_webauthn")).text
    assert "“Red”" in client.get(remove).text
    client.post(remove)
    assert "You have none." in client.get(reverse("mfa_list_webauthn")).text


def test_the_login_page_offers_passkeys_and_their_options(visitor):
    html = visitor.get(reverse("account_login")).content.decode()
    assert 'id="passkey_login"' in html
    scripts = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", html)
    assert all('type="application/json"' in attributes for attributes in scripts)

    options = visitor.get(
        reverse("mfa_login_webauthn"), headers={"accept": "application/json"}
    ).json()

    assert options["request_options"]["publicKey"]["challenge"]
