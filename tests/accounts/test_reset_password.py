import pytest
from django.urls import reverse

from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db

NEW = "cherry-tree-in-may"


def ask(client, email):
    return client.post(reverse("account_reset_password"), {"email": email})


def set_new(client, link, password=NEW):
    form_page = client.get(link, follow=True)
    url = form_page.redirect_chain[-1][0]
    return client.post(url, {"password1": password, "password2": password})


def test_the_mailed_link_sets_a_new_password(visitor, customer, last_link):
    ask(visitor, customer.email)

    set_new(visitor, last_link())

    customer.refresh_from_db()
    assert customer.check_password(NEW)


def test_its_mail_looks_as_all_mail_does(visitor, customer, outbox):
    ask(visitor, customer.email)

    (html, _type) = outbox[-1].alternatives[0]
    assert "border-top: 4px solid #3457d5" in html
    assert 'class="button"' in html
    assert "\n-- \nhttps://help.example.com\n" in outbox[-1].body


def test_the_link_is_good_once(visitor, customer, last_link):
    ask(visitor, customer.email)
    link = last_link()
    set_new(visitor, link)

    response = visitor.get(link)

    assert "no longer good" in response.content.decode()


def test_a_weak_password_is_refused(visitor, customer, last_link):
    ask(visitor, customer.email)

    response = set_new(visitor, last_link(), "12345")

    assert response.context["form"].errors
    customer.refresh_from_db()
    assert customer.check_password(PASSWORD)


def test_the_link_stands_on_the_sites_own_address(visitor, customer, outbox, settings):
    settings.ALLOWED_HOSTS = ["*"]

    visitor.post(
        reverse("account_reset_password"),
        {"email": customer.email},
        headers={"host": "evil.example"},
    )

    assert "https://help.example.com/" in outbox[-1].body
    assert "evil" not in outbox[-1].body


def test_unknown_addresses_and_guests_are_answered_like_customers(
    visitor, customer, guest, outbox
):
    answers = {
        ask(visitor, email)["Location"]
        for email in (customer.email, guest.email, "nobody@example.com")
    }

    assert answers == {reverse("account_reset_password_done")}
    known, of_guest, unknown = (mail.body for mail in outbox)
    assert "/password/reset/key/" in known
    assert "/password/reset/key/" not in of_guest + unknown
    assert "https://help.example.com/accounts/signup/" in of_guest


def test_asking_for_links_is_limited(visitor, customer):
    for _number in range(3):
        ask(visitor, customer.email)

    response = ask(visitor, customer.email)

    assert response.status_code == 429
    assert response["Retry-After"]


def test_changing_the_password_tells_the_person(sign_in, customer, outbox):
    client = sign_in(customer)

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )

    customer.refresh_from_db()
    assert customer.check_password(NEW)
    assert outbox[-1].to == [customer.email]
    assert client.get(reverse("accounts:profile")).status_code == 200
