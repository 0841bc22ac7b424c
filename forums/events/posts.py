"""What happens to posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activity.events import Hearer
from activity.models import Event
from forums.events.hearing import (
    TopicEvent,
    everyone_in,
    followers,
    moderators,
    topic_of,
)
from forums.mentions import mentioned, quoted
from forums.models import Post
from notifications.following import followers_of


class PostAdded(TopicEvent):
    verb = "post.added"
    mail = "forums/post_added"
    sentence = _("{actor} posted in {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        """The narrower reason first: who is named twice hears by the first."""
        post = cast(Post, event.related)
        for person in mentioned(post):
            yield Hearer(person, "mentioned")
        for person in quoted(post):
            yield Hearer(person, "quoted")
        yield from followers(topic_of(event))
        yield from followers_of([post.author])


class PostHidden(TopicEvent):
    verb = "post.hidden"
    mail = "forums/post_hidden"
    sentence = _("{actor} hid a post in {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterable[Hearer]:
        return [Hearer(cast(Post, event.related).author, "concerned")]

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        reason = Post.HiddenReason(event.data["reason"])
        return {**super().mail_context(event, hearer), "because": reason.label}


class PostHeld(TopicEvent):
    """It looks like spam: moderators say whether it is."""

    verb = "post.held"
    sentence = _("A post in {target} waits for review")

    @classmethod
    def hearers(cls, event: Event) -> Iterable[Hearer]:
        return moderators(event)


class PostEdited(TopicEvent):
    verb = "post.edited"
    sentence = _("{actor} edited a post in {target}")


class QuotesChanged(TopicEvent):
    """They are of what is read elsewhere, and was shown or taken away there."""

    verb = "post.quotes_changed"
    audience = "staff"
    sentence = _("Quotes in {target} were brought into step")


class PostDeleted(TopicEvent):
    verb = "post.deleted"
    sentence = _("{actor} deleted a post in {target}")


class PostRestored(TopicEvent):
    verb = "post.restored"
    sentence = _("{actor} restored a post in {target}")


class AnswerAccepted(TopicEvent):
    verb = "answer.accepted"
    mail = "forums/answer_accepted"
    sentence = _("{actor} marked the answer to {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        """The answer's author is one of those whom it is about, but where a question
        is merged with one that has it.
        """
        if _stands_there(event):
            yield Hearer(cast(Post, event.related).author, "author")
        yield from everyone_in(topic_of(event))

    @classmethod
    def sentence_for(cls, event: Event, person: User) -> str | Promise:
        if _asks_whether_right(event, person):
            return _("{actor} marked the answer to {target}. Was it right?")
        return cls.sentence

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        asks = _asks_whether_right(event, hearer.person)
        return {**super().mail_context(event, hearer), "asks_whether_right": asks}


class AnswerUndone(TopicEvent):
    verb = "answer.undone"
    sentence = _("{actor} took back the answer to {target}")


class LikeEvent(TopicEvent):
    """No list shows it."""

    @classmethod
    def page_keys(cls, event: Event) -> set[str]:
        return set()


class PostLiked(LikeEvent):
    verb = "post.liked"
    sentence = _("{actor} likes a post in {target}")


class PostUnliked(LikeEvent):
    verb = "post.unliked"
    sentence = _("{actor} no longer likes a post in {target}")


def _asks_whether_right(event: Event, person: User) -> bool:
    """Whose question it is, where somebody else marked the answer."""
    is_hers = person.pk == topic_of(event).author_id != event.actor_id
    return is_hers and _stands_there(event)


def _stands_there(event: Event) -> bool:
    return cast(Post, event.related).topic_id == event.target_id
