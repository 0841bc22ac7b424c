"""Two rows of one person become one, and for thirty days two again."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accounts.actions import (
    add_address,
    delete_account,
    find_or_create_guest,
    make_token,
    merge_people,
    remove_address,
    undo_person_merge,
)
from accounts.models import PersonMerge, User
from accounts.relations import APART, relations
from forums.actions import add_post, create_forum, start_topic
from notifications.models import Mute, Preference, Watch
from tests.matrix.files import picture
from tickets.access import find_link, mint_link
from tickets.actions import add_cc, open_ticket, reply_to_ticket
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def picture_of_all() -> dict[str, Any]:
    """Every field of every row that points to somebody, addresses included."""
    found: dict[str, Any] = {}
    for model in {relation.model for relation in relations()} | {EmailAddress, User}:
        found[model._meta.label] = list(model._base_manager.order_by("pk").values())
    return found


@pytest.fixture
def pair(guest, customer, stranger, agent, admin):
    """A guest and an account that have much of their own, and some of it alike."""
    hers = open_ticket(
        requester=guest, subject="Mine", body="B", channel="web", by=None,
        files=[picture()],
    )  # fmt: skip
    reply_to_ticket(hers, by=guest, body="More")
    reply_to_ticket(hers, by=agent, body="Answer")
    mint_link(hers, guest)
    others = open_ticket(
        requester=stranger, subject="His", body="B", channel="web", by=stranger
    )
    for person in (guest, customer):
        add_cc(others, person=person, can_reply=True, by=stranger)
        Watch.objects.create(person=person, target=others)
        Preference.objects.create(person=person, reason="cc", mail="none")
    Mute.objects.create(person=guest, target_type_id=1, target_id=1, reason="cc")
    forum = create_forum(
        by=admin, title="F", slug="f", kinds=["question"], audience="everyone"
    )
    topic = start_topic(forum, by=guest, kind="question", title="Why?", body="B")
    add_post(topic, by=guest, body="So?")
    make_token(guest, name="Shop", scopes=["tickets:read"], days=30)
    add_address(guest, email="gus@work.example")
    return guest, customer


def merge(pair, by) -> bool:
    return merge_people(pair[0], into=pair[1], by=by)


def test_all_that_was_hers_is_the_others(pair, agent, outbox):
    loser, survivor = pair
    address, tickets = loser.email, list(loser.requested_tickets.all())
    assert merge(pair, agent)
    assert list(survivor.requested_tickets.all()) == tickets
    assert Ticket.objects.get(subject="Mine").messages.filter(author=survivor)
    for relation in relations():
        left = set(relation.rows(loser).values_list("pk", flat=True))
        merged = PersonMerge.objects.get()
        assert left == set(merged.clashes.get(relation.key, [])), relation.key
    assert find_or_create_guest(address) == survivor
    assert find_or_create_guest("gus@work.example") == survivor
    assert [mail.to for mail in outbox] == [[survivor.email]]


def test_what_both_have_stays_and_is_remembered(pair, agent):
    merge(pair, agent)
    clashes = PersonMerge.objects.get().clashes
    assert set(clashes) == {
        "tickets.TicketCc.person",
        "notifications.Watch.person",
        "notifications.Preference.person",
    }


def test_who_followed_her_follows_the_other(pair, agent, helper, colleague):
    loser, survivor = pair
    for person, target in (
        (helper, loser), (colleague, loser), (colleague, survivor),
        (survivor, loser), (loser, survivor),
    ):  # fmt: skip
        Watch.objects.create(person=person, target=target)
    before = picture_of_all()
    merge(pair, agent)
    followers = Watch.objects.filter(target_id=survivor.pk)
    followers = followers.filter(target_type=ContentType.objects.get_for_model(User))
    assert {each.person for each in followers} == {helper, colleague, loser}
    assert undo_person_merge(loser, by=agent)
    assert picture_of_all() == before


def test_undo_gives_back_the_same_rows_field_by_field(pair, agent):
    before = picture_of_all()
    merge(pair, agent)
    assert picture_of_all() != before
    assert undo_person_merge(pair[0], by=agent)
    assert picture_of_all() == before


def test_what_came_since_stays_with_who_stayed(pair, agent):
    loser, survivor = pair
    before = set(loser.requested_tickets.all())
    address = loser.email
    merge(pair, agent)
    late = open_ticket(
        requester=find_or_create_guest(address),
        subject="Late", body="B", channel="web", by=None,
    )  # fmt: skip
    assert undo_person_merge(loser, by=agent)
    late.refresh_from_db()
    assert late.requester == survivor
    assert set(loser.requested_tickets.all()) == before
    assert find_or_create_guest(address) == loser


def test_twice_changes_nothing_more(pair, agent):
    assert merge(pair, agent)
    assert not merge(pair, agent)
    assert not merge_people(pair[1], into=pair[1], by=agent)
    assert undo_person_merge(pair[0], by=agent)
    assert not undo_person_merge(pair[0], by=agent)


def test_not_after_thirty_days_nor_where_the_address_is_somebody_elses(pair, agent):
    loser, survivor = pair
    address = loser.email
    merge(pair, agent)
    moment = PersonMerge.objects.get().created_at
    PersonMerge.objects.update(created_at=timezone.now() - timedelta(days=31))
    assert not undo_person_merge(loser, by=agent)
    PersonMerge.objects.update(created_at=moment)
    remove_address(survivor, email=address)
    find_or_create_guest(address)
    assert not undo_person_merge(loser, by=agent)


def test_the_latest_first(pair, make_person, agent):
    last = make_person("Last One")
    merge(pair, agent)
    assert merge_people(pair[1], into=last, by=agent)
    assert not undo_person_merge(pair[0], by=agent)
    assert undo_person_merge(pair[1], by=agent)
    assert undo_person_merge(pair[0], by=agent)


def test_an_account_that_went_is_logged_out_and_its_links_are_the_others(
    customer, stranger, agent, sign_in
):
    client = sign_in(customer)
    ticket = open_ticket(
        requester=customer, subject="A", body="B", channel="web", by=customer
    )
    token = mint_link(ticket, customer).rstrip("/").rsplit("/", 1)[-1]
    assert merge_people(customer, into=stranger, by=agent)
    assert client.get(reverse("tickets:mine")).status_code == 302
    assert find_link(token).person == stranger
    page = sign_in(agent).get(reverse("person", args=[customer.pk]))
    assert page["Location"] == reverse("person", args=[stranger.pk])


def test_deleting_the_account_forgets_who_went_into_it(pair, agent):
    loser, survivor = pair
    merge(pair, agent)
    delete_account(survivor)
    loser.refresh_from_db()
    assert loser.deleted_at
    assert loser.display_name == ""
    assert not PersonMerge.objects.exists()


def test_every_rule_of_once_for_a_person_is_understood():
    """Expressions and exclusions would need more than `Relation.clashing` looks at."""
    for relation in relations():
        for constraint in relation.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                assert constraint.fields, constraint.name
            else:
                assert isinstance(constraint, models.CheckConstraint)
    assert all("." in label for label in APART)


def test_previewed_and_merged_and_undone_from_the_pages(pair, agent, sign_in):
    loser, survivor = pair
    client = sign_in(agent)
    url = reverse("desk_people:merge", args=[loser.pk])
    preview = client.get(url, {"into": survivor.email}).content.decode()
    assert "<dt>Tickets</dt><dd>1</dd>" in preview
    assert not PersonMerge.objects.exists()
    there = reverse("desk_people:person", args=[survivor.pk])
    answers = [client.post(url, {"into": survivor.email}) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [there, there]
    undo = reverse("desk_people:unmerge", args=[loser.pk])
    assert undo in client.get(there).content.decode()
    back = reverse("desk_people:person", args=[loser.pk])
    assert client.get(back)["Location"] == there
    assert [client.post(undo)["Location"] for _ in range(2)] == [back, back]
    assert client.get(back).status_code == 200


def test_neither_staff_nor_an_account_into_a_guest(
    customer, guest, agent, lead, sign_in
):
    client = sign_in(lead)
    url = reverse("desk_people:merge", args=[customer.pk])
    for into in (agent.email, guest.email, "nobody@example.com", customer.email, ""):
        assert client.post(url, {"into": into}).status_code == 422
    url = reverse("desk_people:merge", args=[agent.pk])
    assert client.post(url, {"into": customer.email}).status_code == 403
