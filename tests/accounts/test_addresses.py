"""A person of several addresses: mail from each is hers."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from accounts.actions import (
    TakenError,
    add_address,
    find_or_create_guest,
    remove_address,
)
from accounts.export import personal_data
from accounts.models import User
from tests.conftest import PASSWORD
from tickets.actions import open_ticket, request_links

pytestmark = pytest.mark.django_db
WORK = "maya@work.example"


@pytest.fixture
def at_work(customer):
    add_address(customer, email=WORK)
    return customer


def test_what_is_written_from_there_is_hers(at_work):
    assert find_or_create_guest(" Maya@Work.example") == at_work
    assert User.objects.known_by(WORK).get() == at_work
    assert User.objects.count() == 1


def test_she_is_told_and_the_second_time_nothing_changes(customer, outbox):
    assert add_address(customer, email=WORK)
    assert not add_address(customer, email=WORK)
    assert not add_address(customer, email=customer.email)
    assert [mail.to for mail in outbox] == [[customer.email]]
    assert WORK in outbox[0].body


def test_lost_links_go_to_the_person_of_any_address(guest):
    open_ticket(requester=guest, subject="A", body="B", channel="web", by=None)
    add_address(guest, email=WORK)
    assert request_links(WORK) == 1


def test_an_address_of_somebody_else_is_not_taken(customer, guest):
    with pytest.raises(TakenError) as taken:
        add_address(customer, email=guest.email)
    assert taken.value.person == guest


def test_what_nobody_vouched_for_is_nobodys(customer):
    EmailAddress.objects.create(user=customer, email=WORK)
    assert find_or_create_guest(WORK) != customer


def test_taken_away_it_is_nobodys(at_work):
    assert remove_address(at_work, email=WORK)
    assert not remove_address(at_work, email=WORK)
    assert not remove_address(at_work, email=at_work.email)
    assert find_or_create_guest(WORK) != at_work


def test_the_others_stay_when_she_changes_the_first(
    at_work, sign_in, outbox, last_code
):
    client = sign_in(at_work)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    asked = {"email": "maya@new.example", "action_add": ""}
    place = client.post(reverse("account_email"), asked)["Location"]
    client.post(place, {"code": last_code()})
    at_work.refresh_from_db()
    assert at_work.email == "maya@new.example"
    emails = at_work.emailaddress_set.order_by("pk").values_list("email", flat=True)
    assert set(emails) == {"maya@new.example", WORK}


def test_she_sees_them_and_takes_them_away(at_work, sign_in):
    client = sign_in(at_work)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    url = reverse("account_email")
    assert WORK in client.get(url).content.decode()
    client.post(url, {"email": WORK, "action_remove": ""})
    assert not at_work.emailaddress_set.filter(email=WORK).exists()
    assert at_work.emailaddress_set.get().email == at_work.email


def test_they_are_in_her_data(at_work):
    assert personal_data(at_work)["profile"]["other_addresses"] == [WORK]


def test_from_the_page_of_the_desk(customer, guest, agent, sign_in):
    client = sign_in(agent)
    page = reverse("desk_people:person", args=[customer.pk])
    add = reverse("desk_people:add-address", args=[customer.pk])
    assert client.post(add, {"email": "x"}).status_code == 422
    taken = client.post(add, {"email": guest.email})
    assert taken.status_code == 422
    assert reverse("desk_people:merge", args=[guest.pk]) in taken.content.decode()
    assert client.post(add, {"email": WORK})["Location"] == page
    assert WORK in client.get(page).content.decode()
    remove = reverse("desk_people:remove-address", args=[customer.pk])
    assert client.post(remove, {"email": WORK})["Location"] == page
    assert WORK not in client.get(page).content.decode()


def test_a_guests_first_address_is_still_to_be_proven(guest, visitor, last_code):
    """What an agent vouched for proves nothing of it to whoever signs up."""
    add_address(guest, email=WORK)
    asked = {"email": guest.email, "display_name": "Gus", "password1": "staple-battery"}
    place = visitor.post(reverse("account_signup"), asked)["Location"]
    assert place == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in visitor.session
    guest.refresh_from_db()
    assert guest.is_guest
    visitor.post(place, {"code": last_code()})
    guest.refresh_from_db()
    assert not guest.is_guest
    assert find_or_create_guest(WORK) == guest


def test_who_signs_up_with_one_of_several_opens_no_second_account(
    at_work, visitor, outbox
):
    asked = {"email": WORK, "display_name": "Eve", "password1": "staple-battery"}
    visitor.post(reverse("account_signup"), asked)
    assert "_auth_user_id" not in visitor.session
    assert User.objects.count() == 1
    at_work.refresh_from_db()
    assert at_work.check_password(PASSWORD)


def test_staff_addresses_are_their_own_business(admin, agent, sign_in):
    add = reverse("desk_people:add-address", args=[admin.pk])
    assert sign_in(agent).post(add, {"email": WORK}).status_code == 403
