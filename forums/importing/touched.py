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
        events.PostLiked,
        events.PostUnliked,
        events.QuotesChanged,
    )
]


@dataclass(frozen=True)
class Touched:
    topics: set[int]
    posts: set[int]


def touched(topics: Iterable[Topic], posts: Iterable[Post]) -> Touched:
    """Posts may stand in another topic by now, and their Events with them."""
    types = ContentType.objects.get_for_models(Topic, Post)
    acts = Event.objects.exclude(verb__in=_HARMLESS)
    keys = [topic.pk for topic in topics if topic.merged_into_id is None]
    merged = {topic.pk for topic in topics if topic.merged_into_id}
    on_topics = acts.filter(target_type=types[Topic], target_id__in=keys)
    on_posts = acts.filter(
        related_type=types[Post], related_id__in=[post.pk for post in posts]
    )
    changed = merged | set(on_topics.values_list("target_id", flat=True))
    rows = on_posts.values_list("related_id", flat=True)
    return Touched(changed, {pk for pk in rows if pk})
