"""The clock of a question: by when it is to be answered, and whether one must look.

Each changes a locked topic and says which fields; saving it is left to the caller.
"""

from __future__ import annotations

from accounts.models import User
from activity.actions import is_history, now
from brand.hours import due_at
from forums.models import Topic

_CLOCK = ["answer_due_at", "overdue_at"]
_ATTENTION = ["attention_at"]


def start_clock(topic: Topic) -> list[str]:
    """Anew, by the hours of its forum. What is brought in from the past has none."""
    hours = topic.forum.answer_hours
    waits = topic.kind == Topic.Kind.QUESTION and topic.state == Topic.State.OPEN
    topic.overdue_at = topic.answer_due_at = None
    if hours and waits and not is_history():
        topic.answer_due_at = due_at(now(), hours)
    return _CLOCK


def stop_clock(topic: Topic) -> list[str]:
    """Somebody saw to it."""
    topic.answer_due_at = topic.overdue_at = topic.attention_at = None
    return _CLOCK + _ATTENTION


def ask_attention(topic: Topic) -> list[str]:
    topic.attention_at = topic.attention_at or now()
    return _ATTENTION


def take_in_post(topic: Topic, by: User) -> list[str]:
    """What a new post means to a question. It is answered by somebody else."""
    state = Topic.State
    if topic.kind != Topic.Kind.QUESTION:
        return []
    if by.pk == topic.author_id:
        return _take_in_askers(topic)
    if topic.is_solved or topic.me_toos.filter(person=by).exists():
        return []
    if topic.state == state.OPEN:
        topic.state = state.ANSWERED
    return ["state", *stop_clock(topic)]


def _take_in_askers(topic: Topic) -> list[str]:
    if topic.state == Topic.State.ANSWERED:
        return ask_attention(topic)
    if topic.state != Topic.State.NEEDS_INFO:
        return []
    topic.state = Topic.State.OPEN
    return ["state", *start_clock(topic)]
