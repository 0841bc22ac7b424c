"""What happens to reports, and to people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activity.events import EventType, Hearer
from activity.models import Event
from forums.events.hearing import TopicEvent, moderators
from forums.models import Post, Report, Sanction


class ReportOpened(TopicEvent):
    """Who reported it stays between her and the moderators: it has no actor."""

    verb = "report.opened"
    sentence = _("A post in {target} was reported")

    @classmethod
    def hearers(cls, event: Event) -> Iterable[Hearer]:
        return moderators(event)


class ReportDecided(EventType):
    """Its target is the forum: topic and post themselves may be out of sight by now."""

    verb = "report.decided"
    mail = "forums/report_decided"
    shows_related = False
    sentence = _("What you reported in {target} was decided")

    @classmethod
    def hearers(cls, event: Event) -> Iterable[Hearer]:
        people = User.objects.present().filter(pk__in=event.data["reporters"])
        return [Hearer(person, "reporter") for person in people]

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        post = cast(Post, event.related)
        is_right = event.data["state"] == Report.State.ACCEPTED
        return {"topic": post.topic, "is_right": is_right}


class PostRedacted(TopicEvent):
    verb = "post.redacted"
    sentence = _("{actor} redacted a post in {target}")


class TitleRedacted(TopicEvent):
    verb = "topic.title_redacted"
    sentence = _("{actor} redacted the title of {target}")


class PersonSanctioned(EventType):
    """Warned, silenced or banned; its target is she."""

    verb = "person.sanctioned"
    mail = "forums/sanctioned"
    sentence = _("The moderators of the forums told you something")

    @classmethod
    def hearers(cls, event: Event) -> Iterable[Hearer]:
        return [Hearer(cast(User, event.target), "concerned")]

    @classmethod
    def link_for(cls, event: Event, person: User) -> str:
        return reverse("tickets:new")

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        return {"sanction": Sanction.objects.get(pk=event.data["sanction"])}


class SanctionLifted(EventType):
    verb = "person.sanction_lifted"
    mail = "forums/sanction_lifted"
    sentence = _("You can write in the forums again")

    @classmethod
    def hearers(cls, event: Event) -> Iterable[Hearer]:
        return [Hearer(cast(User, event.target), "concerned")]

    @classmethod
    def link_for(cls, event: Event, person: User) -> str:
        return reverse("forums:home")
