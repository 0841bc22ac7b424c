import pytest
from django.urls import reverse

from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(sign_in, customer):
    client = sign_in(customer)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def ask(client, email):
    return client.post(reverse("account_email"), {"email": email, "action_add": ""})


def test_the_field_says_that_it_takes_a_new_one(client):
    assert "New e-mail address" in client.get(reverse("account_email")).text


def test_the_address_changes_with_the_code_mailed_to_the_new_one(
    client, customer, outbox, last_code
):
    response = ask(client, "Maya@new.example")
    customer.refresh_from_db()
    assert customer.email == "maya.lind@example.com"
    assert outbox[-1].to == ["maya@new.example"]

    client.post(response["Location"], {"code": last_code()})

    customer.refresh_from_db()
    assert customer.email == "maya@new.example"
    assert customer.emailaddress_set.get().verified
    assert outbox[-1].to == ["maya.lind@example.com"], "the old address is told"


def test_an_address_of_somebody_else_is_not_taken_over(
    client, customer, stranger, last_code
):
    response = ask(client, stranger.email)

    client.post(response["Location"], {"code": last_code()})

    customer.refresh_from_db()
    stranger.refresh_from_db()
    assert customer.email == "maya.lind@example.com"
    assert stranger.email == "sam.stranger@example.com"


def test_a_bad_address_is_refused(client, outbox):
    assert ask(client, "nonsense").context["form"].errors
    assert not outbox


def test_the_page_asks_who_one_is(sign_in, customer):
    fresh = sign_in(customer)

    assert fresh.get(reverse("account_email")).status_code == 200
    response = ask(fresh, "maya@new.example")
    assert response["Location"].startswith(reverse("account_reauthenticate"))
