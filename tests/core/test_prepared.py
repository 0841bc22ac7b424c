"""Questions whose SQL is written once."""

import gc
import weakref
from datetime import timedelta
from threading import Thread

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connections
from django.db.models import DateTimeField, EmailField, F
from django.http import Http404

from accounts.models import TeamMembership, User
from core.prepared import Given, Prepared, given_like, values_of


def test_a_question_is_asked_of_whatever_is_given(customer, agent):
    people = User.objects.filter(is_active=True, pk__gte=Given("least"))
    asked = Prepared(people.exclude(pk=Given("other")).order_by("pk"))
    assert asked.ask(least=customer.pk, other=agent.pk) == [customer]
    assert asked.ask(least=agent.pk, other=customer.pk) == [agent]


def test_rows_come_with_what_was_joined_and_added_to_them(
    agent, team, django_assert_num_queries
):
    places = TeamMembership.objects.select_related("team").annotate(who=F("person"))
    asked = Prepared(places.defer("is_lead").filter(person=Given("person")))
    with django_assert_num_queries(1):
        [found] = asked.ask(person=agent.pk)
        assert (found.team, found.who) == (team, agent.pk)
    assert not found.is_lead


def test_a_question_may_be_asked_of_a_moment(customer):
    since = User.objects.filter(joined_at__gte=Given("moment", DateTimeField()))
    asked = Prepared(since)
    assert asked.ask(moment=customer.joined_at) == [customer]
    assert asked.ask(moment=customer.joined_at + timedelta(microseconds=1)) == []


def test_of_nothing_nobody_is_asked(db, django_assert_num_queries):
    asked = Prepared(User.objects.none().filter(pk=Given("pk")))
    with django_assert_num_queries(0):
        assert asked.ask(pk=1) == []


def test_tuples_of_two_questions_in_one(customer, agent):
    address = Given("address", EmailField())
    by_address = User.objects.filter(email=address).values_list("pk", "is_agent")
    by_key = User.objects.filter(pk=Given("pk")).values_list("pk", "is_agent")
    asked = Prepared(by_address.union(by_key, all=True))
    found = asked.ask(address=customer.email, pk=agent.pk)
    assert sorted(found) == sorted([(customer.pk, False), (agent.pk, True)])


def test_viewers_of_one_kind_are_asked_for_in_the_same_words(
    customer, stranger, helper, agent, organization
):
    assert given_like(customer) == given_like(stranger)
    assert given_like(AnonymousUser()) == AnonymousUser()
    kinds = [customer, helper, agent, AnonymousUser()]
    assert len({given_like(who) for who in kinds}) == len(kinds)
    stranger.organization = organization
    assert given_like(customer) != given_like(stranger)
    assert values_of(stranger) == {
        "viewer": stranger.pk,
        "organization": organization.pk,
    }


@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_number_that_nothing_has_is_not_found(db, pk):
    with pytest.raises(Http404):
        Prepared(User.objects.filter(pk=Given("pk"))).one_or_404(pk=pk)


def test_the_connection_of_whoever_asked_first_ends_with_its_thread(db):
    kept = []

    def prepare():
        question = Prepared(User.objects.filter(pk=Given("pk")).values_list("pk"))
        kept.extend((question, weakref.ref(connections["default"])))

    thread = Thread(target=prepare)
    thread.start()
    thread.join()
    del thread
    gc.collect()
    assert kept[1]() is None
    assert kept[0].ask(pk=0) == []
