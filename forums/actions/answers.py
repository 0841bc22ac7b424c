from __future__ import annotations

from django.db import transaction

from accounts.models import User
from activity.actions import now, record
from forums import events
from forums.actions.clock import ask_attention, stop_clock
from forums.actions.rows import lock_post
from forums.models import Post, Topic


@transaction.atomic
def accept_answer(post: Post, *, by: User) -> bool:
    """Solve the question by this reply, in place of the one accepted before.

    Where the forum allows several answers it stands beside those. False where the post
    cannot be one, or no more since it was shown: it opens the topic, is out of sight,
    or the topic is no question.
    """
    topic = lock_post(post)
    is_reply = post.is_published and not post.is_opening
    if post.is_answer or not is_reply or topic.kind != Topic.Kind.QUESTION:
        return False
    if not topic.forum.allows_several_answers:
        withdraw_marks(topic)
    post.accepted_at = now()
    post.save(update_fields=["accepted_at"])
    topic.state = Topic.State.SOLVED
    if topic.accepted_post_id is None:
        topic.accepted_post = post
    topic.save(update_fields=["accepted_post", "state", *stop_clock(topic)])
    record(events.AnswerAccepted, topic, by=by, related=post, data={"post": post.pk})
    return True


@transaction.atomic
def undo_accept(post: Post, *, by: User) -> bool:
    topic = lock_post(post)
    if not post.is_answer:
        return False
    changed = withdraw_mark(post, topic) + ask_attention(topic)
    topic.save(update_fields=changed)
    record(events.AnswerUndone, topic, by=by, related=post, data={"post": post.pk})
    return True


def withdraw_mark(post: Post, topic: Topic) -> list[str]:
    """The topic, which is locked, stays solved while there is another answer."""
    post.accepted_at = None
    post.save(update_fields=["accepted_at"])
    topic.accepted_post = topic.posts.answers().first()
    if topic.accepted_post is None:
        topic.state = Topic.State.ANSWERED
    return ["accepted_post", "state"]


def withdraw_marks(topic: Topic) -> None:
    """Of all its answers; what it is now is left to the caller."""
    topic.posts.answers().update(accepted_at=None)
    topic.accepted_post = None
