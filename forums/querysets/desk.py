from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from core.access import Viewer, is_agent

if TYPE_CHECKING:
    from accounts.models import User
    from forums.models import FixNotice, Incident, TopicProposal, TopicTicket


class TopicTicketQuerySet(models.QuerySet["TopicTicket"]):
    def shown_to(self, viewer: Viewer) -> TopicTicketQuerySet:
        """Those whose tickets she sees."""
        from forums.models import TopicProposal
        from tickets.models import Ticket

        seen = Ticket.objects.visible_to(viewer)
        here = Q(topic=OuterRef("topic")) | Q(topic__merged_into=OuterRef("topic"))
        of_ticket = TopicProposal.objects.filter(here, ticket=OuterRef("ticket"))
        published = Exists(of_ticket)
        found = self.filter(ticket__in=seen).annotate(was_published=published)
        if not is_agent(viewer):
            # of what was published of a ticket nothing leads back to it
            found = found.filter(was_published=False)
        return found.select_related("ticket", "post")


class TopicProposalQuerySet(models.QuerySet["TopicProposal"]):
    def waiting(self) -> TopicProposalQuerySet:
        return self.filter(state="asked")

    def readable(self) -> TopicProposalQuerySet:
        """For 30 days, by whom was asked, while all stands that it was made of."""
        from activity.models import Event
        from tickets import events
        from tickets.models import SET_ASIDE, Ticket

        verbs = (
            *(events.MessageRedacted, events.SubjectRedacted, events.DetailsRedacted),
            events.RequesterChanged,
        )
        spoiled = Event.objects.filter(
            target_type=ContentType.objects.get_for_model(Ticket),
            target_id=OuterRef("ticket"),
            verb__in=[each.verb for each in verbs],
            created_at__gte=OuterRef("created_at"),
        )
        standing = self.filter(
            created_at__gt=timezone.now() - timedelta(days=30),
            ticket__requester__is_active=True,
            ticket__merged_into=None,
        )
        return standing.exclude(ticket__status__in=SET_ASIDE).exclude(Exists(spoiled))

    def for_page(self) -> TopicProposalQuerySet:
        return self.select_related("ticket__requester", "forum", "topic", "by")


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, viewer: Viewer) -> IncidentQuerySet:
        """Agents work on them; everybody else sees the banner."""
        return self.all() if is_agent(viewer) else self.none()

    def open(self) -> IncidentQuerySet:
        return self.filter(ended_at__isnull=True)

    def for_list(self) -> IncidentQuerySet:
        return self.select_related("topic__forum", "ended_by")

    def telling_of(self, ticket: int) -> IncidentQuerySet:
        """Each row says, as `is_tied`, whether this ticket is about the same."""
        from forums.models import TopicTicket

        tied = TopicTicket.objects.filter(topic=OuterRef("topic"), ticket=ticket)
        return self.annotate(is_tied=Exists(tied))


class FixNoticeQuerySet(models.QuerySet["FixNotice"]):
    def untold(self) -> FixNoticeQuerySet:
        return self.filter(told_at__isnull=True)

    def told_to(self, person: User) -> FixNoticeQuerySet:
        """Hers of what she sees, the newest first."""
        from forums.models import Topic

        seen = Topic.objects.visible_to(person)
        hers = self.filter(person=person, told_at__isnull=False, topic__in=seen)
        return hers.select_related("topic", "person").order_by("-told_at", "-pk")

    def counted(self) -> dict[str, int]:
        return self.aggregate(
            told=Count("told_at"), still_broken=Count("still_broken_at")
        )
