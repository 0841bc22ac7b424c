import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions import find_or_create_guest
from accounts.models import User
from brand.actions import offer_language

pytestmark = pytest.mark.django_db

FORM = {
    "display_name": "Maya Lind",
    "email": "Maya@Example.com",
    "password1": "plum-tree-in-june",
}


def sign_up(client, **changes):
    return client.post(reverse("account_signup"), {**FORM, **changes})


def enter_code(client, code):
    return client.post(reverse("account_email_verification_sent"), {"code": code})


def test_a_visitor_signs_up_and_is_logged_in_by_the_mailed_code(visitor, last_code):
    response = sign_up(visitor)
    assert response["Location"] == reverse("account_email_verification_sent")

    response = enter_code(visitor, last_code())

    assert response.status_code == 302
    person = User.objects.get(email="maya@example.com")
    assert person.display_name == "Maya Lind"
    assert person.verified_at
    assert person.check_password(FORM["password1"])
    assert visitor.get(reverse("accounts:profile")).status_code == 200


def test_her_profile_begins_with_the_language_that_she_reads(visitor, last_code):
    offer_language("de")
    sign_up(visitor)
    code = {"code": last_code()}
    page = reverse("account_email_verification_sent")
    visitor.post(page, code, headers={"accept-language": "de-AT, en;q=0.5"})
    assert User.objects.get(email="maya@example.com").language == "de"


def test_next_survives_sign_up_and_so_does_the_session(visitor, last_code):
    session = visitor.session
    session["typed"] = "My half-written comment"
    session.save()
    page = visitor.get(reverse("account_signup"), {"next": "/kb/"})
    assert 'name="next" value="/kb/"' in page.content.decode()

    sign_up(visitor, next="/kb/")
    response = enter_code(visitor, last_code())

    assert response["Location"] == "/kb/"
    assert visitor.session["typed"] == "My half-written comment"


def test_before_the_code_nothing_of_the_form_is_in_the_row(visitor):
    sign_up(visitor)

    person = User.objects.get(email="maya@example.com")
    assert person.is_guest
    assert person.display_name == ""
    assert not person.has_usable_password()


def test_a_wrong_code_claims_nothing_and_three_end_the_try(visitor, last_code):
    sign_up(visitor)
    right = last_code()

    assert enter_code(visitor, "BBBB-BBBB").status_code == 200
    enter_code(visitor, "CCCC-CCCC")
    enter_code(visitor, "DDDD-DDDD")
    enter_code(visitor, right)

    assert User.objects.get(email="maya@example.com").is_guest


def test_sign_up_claims_the_guest_of_that_address_as_the_same_row(visitor, last_code):
    guest = find_or_create_guest("maya@example.com", name="M. from the mail")

    sign_up(visitor)
    guest.refresh_from_db()
    assert guest.is_guest
    assert guest.display_name == "M. from the mail"

    enter_code(visitor, last_code())
    guest.refresh_from_db()
    assert not guest.is_guest
    assert guest.display_name == "Maya Lind"


def test_whoever_signs_up_with_a_strangers_address_first_gains_nothing(
    visitor, last_code, unhurried
):
    attacker = Client(headers={"sec-fetch-site": "same-origin"})
    sign_up(attacker, display_name="Mallory", password1="a-trap-laid-early")

    sign_up(visitor)
    enter_code(visitor, last_code())

    person = User.objects.get(email="maya@example.com")
    assert person.display_name == "Maya Lind"
    assert not person.check_password("a-trap-laid-early")
    response = attacker.get(reverse("accounts:profile"))
    assert response["Location"].startswith(reverse("account_login"))


def test_the_attackers_late_code_changes_nothing_in_a_claimed_row(visitor, outbox):
    attacker = Client(headers={"sec-fetch-site": "same-origin"})
    sign_up(attacker, display_name="Mallory", password1="a-trap-laid-early")
    early = outbox[-1].body
    person = find_or_create_guest("maya@example.com")
    User.objects.filter(pk=person.pk).update(
        verified_at=person.joined_at, display_name="Maya Lind"
    )

    code = next(line.strip() for line in early.splitlines() if line.startswith("    "))
    enter_code(attacker, code)

    person.refresh_from_db()
    assert person.display_name == "Maya Lind"
    assert not person.check_password("a-trap-laid-early")


def test_a_password_typed_at_sign_up_opens_nothing_before_the_code(visitor):
    sign_up(visitor)
    other = Client(headers={"sec-fetch-site": "same-origin"})

    response = other.post(
        reverse("account_login"),
        {"login": "maya@example.com", "password": FORM["password1"]},
    )

    assert response.status_code == 200
    assert "_auth_user_id" not in other.session


def test_known_and_unknown_addresses_are_answered_alike(visitor, customer, outbox):
    unknown = sign_up(visitor)
    known_client = Client(headers={"sec-fetch-site": "same-origin"})
    known = sign_up(known_client, email=customer.email)

    assert (known.status_code, known["Location"]) == (
        unknown.status_code,
        unknown["Location"],
    )
    pages = [
        client.get(known["Location"]).content.decode()
        for client in (visitor, known_client)
    ]
    assert pages[0].count("<form") == pages[1].count("<form")
    assert [mail.to for mail in outbox] == [["maya@example.com"], [customer.email]]
    assert "already" in outbox[1].body
    customer.refresh_from_db()
    assert not customer.check_password(FORM["password1"])


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "not an address"},
        {"email": "nul\x00@example.com"},
        {"password1": "12345"},
        {"display_name": ""},
        {"display_name": "maya@example.com"},
        {"display_name": "Support"},
        {"display_name": "x\x00y"},
    ],
)
def test_a_bad_form_comes_back_filled_and_makes_nobody(visitor, changes, outbox):
    response = sign_up(visitor, **changes)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not User.objects.exists()
    assert not outbox


def test_a_look_alike_of_an_agents_name_is_refused(visitor, agent):
    response = sign_up(visitor, display_name="Аda  Аgent")  # Cyrillic capitals

    assert "staff" in str(response.context["form"].errors["display_name"])


def test_sign_ups_from_one_address_are_limited(visitor):
    for number in range(20):
        sign_up(visitor, email=f"p{number}@example.com", display_name="")

    response = sign_up(visitor)

    assert response.status_code == 429
    assert response["Retry-After"]
