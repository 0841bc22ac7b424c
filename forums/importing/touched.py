"""What somebody here changed since it came: her word counts, not the file's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from activity.models import Event
from forums import events
from forums.models import Post, Topic

# these leave a topic and its posts as they were
_HARMLESS = [
    each.verb
    for each in (
        events.TopicOpened,
        events.PostAdded,
        events.PostHeld,
        events.MeTooPressed,
        events.MeTooWithdrawn,
    )
]


@dataclass(frozen=True)
class Touched:
    topics: set[int]
    posts: set[int]


def touched(topics: Iterable[Topic]) -> Touched:
    types = ContentType.objects.get_for_models(Topic, Post)
    acts = Event.objects.filter(
        target_type=types[Topic], target_id__in=[topic.pk for topic in topics]
    ).exclude(verb__in=_HARMLESS)
    rows = list(acts.values_list("target_id", "related_type", "related_id"))
    posts = {pk for _, kind, pk in rows if pk and kind == types[Post].pk}
    return Touched({topic for topic, _, _ in rows}, posts)
