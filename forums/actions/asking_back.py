"""Replies that say whether the asker still has to say more."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from forums.actions.posts import add_post
from forums.actions.topics import set_state
from forums.models import Post, Topic
from forums.permissions import can_ask_for_info, can_give_info


def add_reply(
    topic: Topic, *, by: User, info: str, body: str, client_key: UUID | None = None
) -> Post:
    """`info`: "missing", "given" or nothing, which counts where she may say so."""
    may_say = can_ask_for_info(by, topic) or can_give_info(by, topic)
    is_missing = info == "missing" and may_say
    add = add_post_short_of_info if is_missing else add_post
    return add(topic, by=by, body=body, client_key=client_key)


@transaction.atomic
def add_post_short_of_info(
    topic: Topic, *, by: User, body: str, client_key: UUID | None = None
) -> Post:
    """By who helps and asks for more, or by the asker, who does not have it yet.

    Sent again it asks no more: she may have answered meanwhile.
    """
    key = client_key or uuid4()
    is_known = topic.posts.filter(client_key=key).exists()
    post = add_post(topic, by=by, body=body, client_key=key)
    if not is_known:
        set_state(post.topic, by=by, state=Topic.State.NEEDS_INFO)
    return post
