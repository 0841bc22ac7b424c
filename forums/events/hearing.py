"""Whom an event of a topic leads where, and who takes part in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django.db.models import Model

from accounts.models import User
from activity.events import EventType, Hearer
from activity.models import Event
from forums.models import Post, Topic
from forums.moderators import moderators_of
from forums.quotes import shown_body
from notifications.following import follower
from notifications.querysets import watchers

# of pages that show topics of many forums
ALL_LISTS = "forums.lists"


class TopicEvent(EventType):
    """About a topic and maybe one of its posts, which is then where it leads.

    The list of its forum shows something else afterwards.
    """

    @classmethod
    def place_of(cls, target: Model) -> dict[str, Any]:
        return {"forum": cast(Topic, target).forum_id}

    @classmethod
    def page_keys(cls, event: Event) -> set[str]:
        return {ALL_LISTS, *list_of_forum(event)}

    @classmethod
    def link_for(cls, event: Event, person: User) -> str:
        post = post_of(event)
        return post.lasting_url if post else topic_of(event).get_absolute_url()

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        return letter(topic_of(event), post_of(event))


def letter(topic: Topic, post: Post | None) -> dict[str, Any]:
    """What a mail says. `words`: of the post, as readers may have them."""
    return {"topic": topic, "post": post, "words": shown_body(post) if post else ""}


def list_of_forum(event: Event) -> set[str]:
    forum = event.data.get("forum")
    return {f"forums.forum:{forum}"} if forum else set()


def moderators(event: Event) -> list[Hearer]:
    people = moderators_of(topic_of(event).forum)
    return [Hearer(person, "moderator") for person in people]


def topic_of(event: Event) -> Topic:
    return cast(Topic, event.target)


def post_of(event: Event) -> Post | None:
    return event.related if isinstance(event.related, Post) else None


def followers(topic: Topic) -> Iterator[Hearer]:
    """The author follows her own topic; to her it is hers before all else."""
    for person in watchers(topic):
        reason = "author" if person.pk == topic.author_id else "follower"
        yield follower(person, reason)


def everyone_in(topic: Topic) -> Iterator[Hearer]:
    """Who asked to be told, followers, author, everyone who said me too."""
    people = User.objects.present()
    for person in people.filter(me_toos__topic=topic, me_toos__wants_mail=True):
        yield Hearer(person, "told_when_solved")
    yield from followers(topic)
    yield Hearer(topic.author, "author")
    for person in people.filter(me_toos__topic=topic):
        yield Hearer(person, "me_too")
