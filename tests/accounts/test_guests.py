import pytest
from django.db import IntegrityError

from accounts.actions import claim, confirm_guest, find_or_create_guest
from accounts.models import User

pytestmark = pytest.mark.django_db


def test_a_new_address_makes_a_guest_without_a_password():
    person = find_or_create_guest("  New@Example.COM ", name="  Nia   New ")

    assert person.email == "new@example.com"
    assert person.display_name == "Nia New"
    assert person.is_guest
    assert not person.has_usable_password()


def test_the_same_address_finds_the_same_person_untouched(customer):
    found = find_or_create_guest(customer.email.upper(), name="Somebody else")

    assert found == customer
    assert found.display_name == "Maya Lind"
    assert find_or_create_guest("g@example.com") == find_or_create_guest(
        "g@example.com", name="Later"
    )


def test_a_guest_cannot_come_with_an_agents_name(agent):
    assert find_or_create_guest("g@example.com", name="Ada Agent").display_name == ""


def test_a_claim_applies_name_and_password_once(guest):
    assert claim(guest, display_name="Gus", password_hash="hash-1", language="en")
    assert not claim(
        guest, display_name="Mallory", password_hash="hash-2", language="en"
    )

    guest.refresh_from_db()
    assert (guest.display_name, guest.password) == ("Gus", "hash-1")


def test_confirming_a_guest_drops_a_reserved_name_and_any_password(guest, agent):
    guest.set_password("left by somebody")
    guest.display_name = agent.display_name
    guest.save()

    assert confirm_guest(guest, language="en")

    assert guest.display_name == ""
    assert not guest.has_usable_password()
    assert not confirm_guest(guest, language="en")


def test_an_address_is_one_person_however_it_is_written():
    first = find_or_create_guest("g@example.com")
    assert find_or_create_guest(" G@Example.COM ") == first


def test_the_database_refuses_an_address_in_capitals():
    with pytest.raises(IntegrityError):
        User.objects.create(email="Big@example.com")
