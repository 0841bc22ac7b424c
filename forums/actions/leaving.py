"""What becomes of somebody's traces in the forums as her account goes."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import override

from accounts.models import User
from accounts.models.person import FORMER_MEMBER
from activity.actions import record
from forums import events
from forums.actions.counts import uncount
from forums.actions.quotes import rename_in_quotes
from forums.actions.rows import lock
from forums.models import Topic


def forget(person: User) -> None:
    """Me toos and likes are not counted, and quotes do not say her name."""
    uncount(person)
    with override(settings.LANGUAGE_CODE):
        name = str(FORMER_MEMBER)
    quoting = Topic.objects.filter(posts__quotes__author=person).distinct()
    for topic in quoting.order_by("pk"):
        lock(topic)
        rename_in_quotes(topic, person, name)
        record(events.QuotesChanged, topic, by=None)
