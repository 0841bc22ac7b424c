"""The API of what the desk does with people."""

import pytest

from accounts.actions import add_address, find_or_create_guest
from accounts.models import PersonMerge
from tests.tickets.test_api import WORK, Program
from tickets.actions import open_ticket

pytestmark = pytest.mark.django_db
AT_WORK = {"email": "Maya@Work.example"}


@pytest.fixture
def program(agent):
    return Program(agent, ["people"])


def addresses(answer):
    return [
        (each["email"], each["is_first"], each["is_verified"])
        for each in answer.json()["addresses"]
    ]


def test_addresses_are_added_once_and_removed(program, customer, guest, outbox):
    path, first = f"/people/{customer.pk}", (customer.email, True, True)
    second = ("maya@work.example", False, True)
    for _ in range(2):
        answer = program.post(f"{path}/addresses/add", AT_WORK)
        assert (answer.status_code, addresses(answer)) == (200, [first, second])
    assert len(outbox) == 1
    taken = program.post(f"{path}/addresses/add", {"email": guest.email})
    assert taken.status_code == 422
    assert f"person {guest.pk}" in taken.json()["errors"]["email"][0]
    assert addresses(program.get(path)) == [first, second]
    for email in (AT_WORK["email"], customer.email):
        answer = program.post(f"{path}/addresses/remove", {"email": email})
        assert addresses(answer) == [first]


def test_people_are_merged_once_and_apart_again(program, guest, customer, stranger):
    open_ticket(requester=guest, subject="A", body="B", channel="web", by=None)
    path, into = f"/people/{guest.pk}", {"into": customer.email}
    seen = program.get(f"{path}/merge", **into).json()
    assert seen["into"] == {"id": customer.pk, "name": customer.public_name}
    assert {"what": "tickets", "count": 1} in seen["moves"]
    assert not PersonMerge.objects.exists()

    merged = [program.post(f"{path}/merge", into).json() for _ in range(2)]
    assert merged[0] == merged[1] == program.get(path).json()
    assert merged[0]["id"] == customer.pk
    assert (guest.email, False, True) in addresses(program.get(path))
    assert [each["id"] for each in merged[0]["merged"]] == [guest.pk]
    other = program.post(f"{path}/merge", {"into": stranger.email})
    assert other.status_code == 409

    back = [program.post(f"{path}/unmerge").json() for _ in range(2)]
    assert back[0] == back[1]
    assert (back[0]["id"], back[0]["merged"]) == (guest.pk, [])


def test_where_merges_follow_each_other_the_last_one_answers(
    program, guest, customer, stranger, agent
):
    add_address(guest, email="gus@work.example")
    program.post(f"/people/{guest.pk}/merge", {"into": customer.email})
    program.post(f"/people/{customer.pk}/merge", {"into": stranger.email})
    assert program.get(f"/people/{guest.pk}").json()["id"] == stranger.pk
    assert find_or_create_guest("gus@work.example") == stranger
    assert program.post(f"/people/{guest.pk}/unmerge").status_code == 409


def test_it_takes_the_scope_and_an_agent(agent, customer, guest):
    path = f"/people/{guest.pk}"
    assert Program(agent, [*WORK, "private"]).get(path).status_code == 403
    assert Program(customer, ["people"]).get(path).status_code == 403
