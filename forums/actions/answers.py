from __future__ import annotations

from django.db import transaction

from accounts.models import User
from activity.actions import record
from forums import events
from forums.actions.clock import ask_attention, stop_clock
from forums.actions.rows import lock, lock_post
from forums.models import Post, Topic


@transaction.atomic
def accept_answer(post: Post, *, by: User) -> bool:
    """Solve the question by this reply, in place of the one accepted before.

    Raises ValueError where the post cannot be an answer: it opens the topic, is not
    published, or the topic is no question.
    """
    topic = lock_post(post)
    if topic.accepted_post_id == post.pk:
        return False
    if post.is_opening or not post.is_published or topic.kind != Topic.Kind.QUESTION:
        raise ValueError(f"Post {post.pk} cannot be an answer")
    topic.accepted_post, topic.state = post, Topic.State.SOLVED
    topic.save(update_fields=["accepted_post", "state", *stop_clock(topic)])
    record(events.AnswerAccepted, topic, by=by, related=post, data={"post": post.pk})
    return True


@transaction.atomic
def undo_accept(topic: Topic, *, by: User) -> bool:
    lock(topic)
    post = topic.accepted_post
    if post is None:
        return False
    topic.accepted_post, topic.state = None, Topic.State.ANSWERED
    topic.save(update_fields=["accepted_post", "state", *ask_attention(topic)])
    record(events.AnswerUndone, topic, by=by, related=post, data={"post": post.pk})
    return True
