"""What is mailed of the words of a post."""

from __future__ import annotations

from activity.models import Event
from activity.querysets import EventQuerySet
from forums.events import TopicOpened, TopicTagged
from forums.models import Post


def told_words_of(post: Post) -> EventQuerySet:
    """The Events whose mails hold them."""
    told = Event.objects.related_to(post)
    if post.is_opening:
        opened = Event.objects.related_to(post.topic).filter(verb=TopicOpened.verb)
        tagged = Event.objects.about(post.topic).filter(verb=TopicTagged.verb)
        told = told | opened | tagged
    return told
