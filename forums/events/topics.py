"""What happens to topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activity.events import EventType, Hearer
from activity.models import Event
from forums.events.hearing import (
    ALL_LISTS,
    TopicEvent,
    everyone_in,
    followers,
    letter,
    list_of_forum,
    topic_of,
)
from forums.models import Forum, Topic
from notifications.following import follower, followers_of
from notifications.querysets import watchers


class TopicOpened(EventType):
    """Its target is the forum, which is what its hearers follow."""

    verb = "topic.opened"
    mail = "forums/topic_opened"
    sentence = _("{actor} opened a topic in {target}")

    @classmethod
    def page_keys(cls, event: Event) -> set[str]:
        return {ALL_LISTS}

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        """Whoever follows the forum, one of its tags, or who opened it."""
        topic = cast(Topic, event.related)
        yield from map(follower, watchers(cast(Forum, event.target)))
        yield from followers_of(topic.tags.all())
        yield from followers_of([topic.author])

    @classmethod
    def thread_of(cls, event: Event) -> Model:
        return cast(Topic, event.related)

    @classmethod
    def link_for(cls, event: Event, person: User) -> str:
        return cast(Topic, event.related).lasting_url

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        topic = cast(Topic, event.related)
        return letter(topic, topic.posts.get(number=1))


class TopicStateChanged(TopicEvent):
    """Told of ideas at each step, of problems when they are fixed."""

    verb = "topic.state_changed"
    mail = "forums/state_changed"
    sentence = _("{actor} changed the state of {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterable[Hearer]:
        topic = topic_of(event)
        if topic.kind == Topic.Kind.IDEA:
            return everyone_in(topic)
        if event.data["to"] == Topic.State.FIXED:
            # who has it hears by `FixTold`
            told = set(topic.fix_notices.untold().values_list("person", flat=True))
            return [one for one in followers(topic) if one.person.pk not in told]
        return ()

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        state = Topic.State(event.data["to"])
        return {"topic": topic_of(event), "state": state.value, "label": state.label}


class MeTooEvent(TopicEvent):
    """Lists of all forums show the count soon enough."""

    @classmethod
    def page_keys(cls, event: Event) -> set[str]:
        return list_of_forum(event)


class MeTooPressed(MeTooEvent):
    verb = "me_too.pressed"
    sentence = _("{actor} has what {target} is about too")


class MeTooWithdrawn(MeTooEvent):
    verb = "me_too.withdrawn"
    sentence = _("{actor} no longer has what {target} is about")


class TopicEdited(TopicEvent):
    verb = "topic.edited"
    sentence = _("{actor} edited {target}")


class TopicLocked(TopicEvent):
    verb = "topic.locked"
    sentence = _("{actor} locked {target}")


class TopicUnlocked(TopicEvent):
    verb = "topic.unlocked"
    sentence = _("{actor} unlocked {target}")


class TopicPinned(TopicEvent):
    verb = "topic.pinned"
    sentence = _("{actor} pinned {target}")


class TopicUnpinned(TopicEvent):
    verb = "topic.unpinned"
    sentence = _("{actor} unpinned {target}")


class TopicArchived(TopicEvent):
    verb = "topic.archived"
    sentence = _("{actor} archived {target}")


class TopicUnarchived(TopicEvent):
    verb = "topic.unarchived"
    sentence = _("{actor} took {target} out of the archive")


class TopicFeatured(TopicEvent):
    verb = "topic.featured"
    sentence = _("{actor} featured {target}")


class TopicUnfeatured(TopicEvent):
    verb = "topic.unfeatured"
    sentence = _("{actor} featured {target} no longer")


class TopicMoved(TopicEvent):
    verb = "topic.moved"
    sentence = _("{actor} moved {target}")


class TopicClaimed(EventType):
    verb = "topic.claimed"
    audience = "staff"
    sentence = _("{actor} is answering {target}")


class AnswerOverdue(TopicEvent):
    """A helper is asked to answer, the author whether to go on in private."""

    verb = "answer.overdue"
    mail = "forums/answer_overdue"
    sentence = _("{target} was not answered in time")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        topic = topic_of(event)
        yield Hearer(topic.author, "author")
        if topic.helper:
            yield Hearer(topic.helper, "helper")


class TopicTicketLinked(TopicEvent):
    verb = "topic.ticket_linked"
    audience = "staff"
    sentence = _("{actor} tied a ticket to {target}")


class TopicMerged(TopicEvent):
    """Its target is the one that stays."""

    verb = "topic.merged"
    sentence = _("{actor} merged a topic into {target}")

    @classmethod
    def page_keys(cls, event: Event) -> set[str]:
        return super().page_keys(event) | {f"forums.forum:{event.data['from']}"}


class TopicSplit(TopicEvent):
    verb = "topic.split"
    sentence = _("{actor} made a topic of posts of {target}")


class TopicTagged(TopicEvent):
    verb = "topic.tagged"
    mail = "forums/topic_tagged"
    sentence = _("{actor} changed the tags of {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        """Whoever follows a tag that came: a topic is new to her then."""
        added = event.data["added"]
        return followers_of(topic_of(event).tags.filter(name__in=added))

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        topic = topic_of(event)
        opening = topic.posts.get(number=1)
        return {**letter(topic, opening), "tags": ", ".join(event.data["added"])}


class TopicReleased(EventType):
    verb = "topic.released"
    audience = "staff"
    sentence = _("{actor} no longer answers {target}")
