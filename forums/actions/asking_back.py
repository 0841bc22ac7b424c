from __future__ import annotations

from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from forums.actions.posts import add_post
from forums.actions.topics import set_state
from forums.models import Post, Topic


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
