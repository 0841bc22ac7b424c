from django.contrib.auth.models import AnonymousUser

from notifications.actions import unwatch, watch
from notifications.models import Mute, Watch
from notifications.querysets import is_watching, watchers


def test_following_twice_is_following_once(customer, team):
    assert watch(team, person=customer)
    assert not watch(team, person=customer)
    assert Watch.objects.count() == 1


def test_unfollowing(customer, team):
    watch(team, person=customer)

    assert unwatch(team, person=customer)
    assert not unwatch(team, person=customer)
    assert not is_watching(team, customer)


def test_watchers_are_those_of_this_thing(customer, stranger, team, private_team):
    watch(team, person=customer)
    watch(private_team, person=stranger)

    assert list(watchers(team)) == [customer]
    assert is_watching(team, customer)
    assert not is_watching(team, stranger)


def test_visitor_follows_nothing(team):
    assert not is_watching(team, AnonymousUser())


def test_following_again_unmutes(customer, team):
    watch(team, person=customer)
    row = Watch.objects.get()
    Mute.objects.create(
        person=customer,
        reason="follower",
        target_type=row.target_type,
        target_id=row.target_id,
    )
    unwatch(team, person=customer)
    watch(team, person=customer)

    assert not Mute.objects.exists()
