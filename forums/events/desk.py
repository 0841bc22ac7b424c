"""What happens between the forums and the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from activity.events import EventType, Hearer
from activity.models import Event
from forums.events.hearing import TopicEvent, topic_of
from tickets.models import Ticket


class IncidentBegan(TopicEvent):
    verb = "incident.began"
    audience = "staff"
    sentence = _("Many people have {target} at once")

    @classmethod
    def hearers(cls, event: Event) -> Iterable[Hearer]:
        return [Hearer(agent, "incident") for agent in User.objects.agents()]

    @classmethod
    def link_for(cls, event: Event, person: User) -> str:
        return reverse("forum_desk:incident", args=[event.data["incident"]])


class IncidentEnded(TopicEvent):
    verb = "incident.ended"
    audience = "staff"
    sentence = _("{actor} ended the incident of {target}")


class FixTold(TopicEvent):
    """Some of those who have it, by their rows."""

    verb = "topic.fix_told"
    audience = "participants"
    mail = "forums/fixed"
    sentence = _("{target} is fixed")

    @classmethod
    def hearers(cls, event: Event) -> Iterable[Hearer]:
        people = User.objects.filter(fix_notices__in=event.data["notices"])
        return [Hearer(person, "fixed") for person in people]

    @classmethod
    def link_for(cls, event: Event, person: User) -> str:
        topic = topic_of(event)
        return reverse("forums:still-broken", args=[topic.pk, topic.slug])

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        topic = topic_of(event)
        with override(settings.LANGUAGE_CODE):  # addresses in mails bear no language
            link = settings.SITE_URL + topic.get_absolute_url()
        return {"topic": topic, "topic_link": link, "secret": "fix-link"}


class StillBroken(TopicEvent):
    verb = "topic.still_broken"
    audience = "staff"
    sentence = _("{target} is still broken for {actor}")


class TopicProposed(EventType):
    """The requester of a ticket is asked whether it may become a topic."""

    verb = "topic.proposed"
    mail = "forums/topic_proposed"
    sentence = _("{actor} asked whether {target} may be published")

    @classmethod
    def hearers(cls, event: Event) -> Iterable[Hearer]:
        return [Hearer(cast(Ticket, event.target).requester, "requester")]

    @classmethod
    def link_for(cls, event: Event, person: User) -> str:
        return reverse("forums:proposal", args=[event.data["proposal"]])

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        return {"ticket": event.target, "secret": "proposal-link"}


class TopicProposalDecided(EventType):
    verb = "topic.proposal_decided"
    audience = "staff"
    sentence = _("{actor} decided whether {target} may be published")
