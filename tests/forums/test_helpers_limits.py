"""Helpers are bound by what is decided about them."""

from datetime import timedelta

from django.utils import timezone

from forums.actions import add_post, hide_post
from forums.permissions import (
    can_archive,
    can_hide_post,
    can_move,
    can_rearrange,
    can_restore_post,
)


def test_who_is_silenced_moderates_nothing(topic, answer, helper, stranger, agent):
    post = add_post(topic, by=stranger, body="Mine.")
    helper.silenced_until = timezone.now() + timedelta(days=2)
    helper.save()
    assert not can_hide_post(helper, post)
    assert not can_move(helper, topic)
    assert not can_archive(helper, topic)
    assert not can_rearrange(helper, topic)


def test_nobody_restores_her_own(topic, answer, helper, agent):
    hide_post(answer, by=agent, reason="abuse")
    assert not can_restore_post(helper, answer)


def test_staff_alone_restore_the_words_of_staff(topic, helper, agent, admin):
    post = add_post(topic, by=agent, body="Look into the other folder.")
    hide_post(post, by=admin, reason="abuse")
    assert not can_restore_post(helper, post)
    assert can_restore_post(agent, post)
