from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activity.events import EventType, Hearer
from activity.models import Event
from forums.mentions import mentioned, quoted
from forums.models import Forum, Post, Topic
from forums.moderators import moderators_of
from notifications.following import follower, followers_of
from notifications.querysets import watchers

# of pages that show topics of many forums
ALL_LISTS = "forums.lists"


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
        return cast(Topic, event.related).get_absolute_url()

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        topic = cast(Topic, event.related)
        return {"topic": topic, "post": topic.posts.get(number=1)}


class TopicEvent(EventType):
    """About a topic and maybe one of its posts, which is then where it leads.

    The list of its forum shows something else afterwards.
    """

    @classmethod
    def place_of(cls, target: Model) -> dict[str, Any]:
        return {"forum": cast(Topic, target).forum_id}

    @classmethod
    def page_keys(cls, event: Event) -> set[str]:
        return {ALL_LISTS, *_list_of_forum(event)}

    @classmethod
    def link_for(cls, event: Event, person: User) -> str:
        return (_post_of(event) or topic_of(event)).get_absolute_url()

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        return {"topic": topic_of(event), "post": _post_of(event)}


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
        yield from _followers(topic_of(event))
        yield from followers_of([post.author])


class AnswerAccepted(TopicEvent):
    verb = "answer.accepted"
    mail = "forums/answer_accepted"
    sentence = _("{actor} marked the answer to {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        """The answer's author is one of those whom it is about."""
        yield Hearer(cast(Post, event.related).author, "author")
        yield from _everyone_in(topic_of(event))

    @classmethod
    def sentence_for(cls, event: Event, person: User) -> str | Promise:
        if _asks_whether_right(event, person):
            return _("{actor} marked the answer to {target}. Was it right?")
        return cls.sentence

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        asks = _asks_whether_right(event, hearer.person)
        return {**super().mail_context(event, hearer), "asks_whether_right": asks}


class TopicStateChanged(TopicEvent):
    """Told of ideas at each step, of problems when they are fixed."""

    verb = "topic.state_changed"
    mail = "forums/state_changed"
    sentence = _("{actor} changed the state of {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterable[Hearer]:
        topic = topic_of(event)
        if topic.kind == Topic.Kind.IDEA:
            return _everyone_in(topic)
        if event.data["to"] == Topic.State.FIXED:
            # who has it hears by `FixTold`
            told = set(topic.fix_notices.untold().values_list("person", flat=True))
            return [one for one in _followers(topic) if one.person.pk not in told]
        return ()

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        state = Topic.State(event.data["to"])
        return {"topic": topic_of(event), "state": state.value, "label": state.label}


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


class PostDeleted(TopicEvent):
    verb = "post.deleted"
    sentence = _("{actor} deleted a post in {target}")


class PostRestored(TopicEvent):
    verb = "post.restored"
    sentence = _("{actor} restored a post in {target}")


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


class MeTooEvent(TopicEvent):
    """Lists of all forums show the count soon enough."""

    @classmethod
    def page_keys(cls, event: Event) -> set[str]:
        return _list_of_forum(event)


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
        return {"topic": topic, "post": opening, "tags": ", ".join(event.data["added"])}


class TopicReleased(EventType):
    verb = "topic.released"
    audience = "staff"
    sentence = _("{actor} no longer answers {target}")


class ForumChanged(EventType):
    verb = "forum.changed"
    audience = "staff"
    sentence = _("{actor} changed the forum {target}")


class ForumDeleted(EventType):
    verb = "forum.deleted"
    audience = "staff"
    sentence = _("{actor} deleted a forum")


class ForumGroupChanged(EventType):
    verb = "forum_group.changed"
    audience = "staff"
    sentence = _("{actor} changed the group of forums {target}")


def _list_of_forum(event: Event) -> set[str]:
    forum = event.data.get("forum")
    return {f"forums.forum:{forum}"} if forum else set()


def _asks_whether_right(event: Event, person: User) -> bool:
    """Whose question it is, where somebody else marked the answer."""
    return person.pk == topic_of(event).author_id != event.actor_id


def moderators(event: Event) -> list[Hearer]:
    people = moderators_of(topic_of(event).forum)
    return [Hearer(person, "moderator") for person in people]


def topic_of(event: Event) -> Topic:
    return cast(Topic, event.target)


def _post_of(event: Event) -> Post | None:
    return event.related if isinstance(event.related, Post) else None


def _followers(topic: Topic) -> Iterator[Hearer]:
    """The author follows her own topic; to her it is hers before all else."""
    for person in watchers(topic):
        reason = "author" if person.pk == topic.author_id else "follower"
        yield follower(person, reason)


def _everyone_in(topic: Topic) -> Iterator[Hearer]:
    """Who asked to be told, followers, author, everyone who said me too."""
    people = User.objects.present()
    for person in people.filter(me_toos__topic=topic, me_toos__wants_mail=True):
        yield Hearer(person, "told_when_solved")
    yield from _followers(topic)
    yield Hearer(topic.author, "author")
    for person in people.filter(me_toos__topic=topic):
        yield Hearer(person, "me_too")


# registered with these
import forums.moderation_events  # noqa: E402, F401
