from __future__ import annotations

from uuid import UUID

from django.db import transaction

from accounts.models import User
from forums.actions.posts import add_post
from forums.actions.topics import set_state
from forums.models import Post, Topic


@transaction.atomic
def add_post_short_of_info(
    topic: Topic, *, by: User, body: str, client_key: UUID | None = None
) -> Post:
    """By who helps and asks for more, or by the asker, who does not have it yet."""
    post = add_post(topic, by=by, body=body, client_key=client_key)
    set_state(topic, by=by, state=Topic.State.NEEDS_INFO)
    return post
