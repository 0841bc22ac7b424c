"""Questions whose time to be answered ran out."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from activity.actions import record
from forums import events
from forums.actions.clock import ask_attention
from forums.actions.rows import lock
from forums.models import Topic

AT_ONCE = 200
# of those with the least to do, who are asked whether they see the topic at all
CANDIDATES = 10


def mark_overdue() -> int:
    """Each in a transaction of its own: what a dead worker left, the next one takes."""
    due = Topic.objects.overdue_by(timezone.now()).order_by("answer_due_at")
    return sum(_mark(topic) for topic in due.select_related("forum")[:AT_ONCE])


@transaction.atomic
def _mark(topic: Topic) -> bool:
    """A helper is asked to answer, and the author offered a private ticket, once."""
    lock(topic)
    moment = timezone.now()
    if topic.overdue_at or not topic.answer_due_at or topic.answer_due_at > moment:
        return False
    topic.overdue_at = moment
    topic.helper = topic.helper or _least_loaded(topic)
    topic.save(update_fields=["overdue_at", "helper", *ask_attention(topic)])
    record(events.AnswerOverdue, topic, by=None)
    return True


def _least_loaded(topic: Topic) -> User | None:
    """Of the forum's chosen helpers, without one who can, of the agents."""
    helpers = User.objects.present().filter(is_helper=True)
    chosen = helpers.filter(helped_forums=topic.forum_id)
    for people in (chosen, User.objects.agents()):
        waiting = Q(
            topics_to_answer__overdue_at__isnull=False,
            topics_to_answer__state=Topic.State.OPEN,
        )
        free = people.exclude(pk=topic.author_id).exclude(
            silenced_until__gt=timezone.now()
        )
        loaded = free.annotate(load=Count("topics_to_answer", filter=waiting))
        for person in loaded.order_by("load", "pk")[:CANDIDATES]:
            if Topic.objects.visible_to(person).filter(pk=topic.pk).exists():
                return person
    return None
