from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from accounts.models import Team, TeamMembership, User
from activity.models import Event
from core.access import Viewer, is_admin, is_agent, visible
from core.joining import JoinedByCommas
from core.prepared import Given
from notifications.models import Watch

if TYPE_CHECKING:
    from tickets.models import (
        Tag,
        Ticket,
    )

# out of the way, with the way back; no customer sees them
SET_ASIDE = ("held", "spam", "trash")
# spelled as a comparison, which the indexes of SQLite need; `= True` it would leave out
IS_UNSOLVED = Q(is_unsolved__in=[True])


class TicketQuerySet(models.QuerySet["Ticket"]):
    is_preparable = True

    def visible_to(self, viewer: Viewer) -> TicketQuerySet:
        """As a customer or as an agent. Pages of the desk take `worked_on_by`."""
        if not viewer.is_authenticated:
            return self.none()
        if not viewer.is_agent:
            return self.shared_with(viewer)
        if viewer.is_admin:
            return self
        return self.filter(self._worked_on_by(viewer) | self._shared_with(viewer))

    def worked_on_by(self, viewer: Viewer) -> TicketQuerySet:
        """What an agent sees as an agent, private notes included."""
        if not is_agent(viewer):
            return self.none()
        if is_admin(viewer):
            return self
        return self.filter(self._worked_on_by(viewer))

    def shared_with(self, person: User) -> TicketQuerySet:
        """What she sees as a customer: hers, hers as a CC, her organisation's."""
        return self.filter(self._shared_with(person))

    def concerning(self, person: User) -> TicketQuerySet:
        """Hers and hers as a CC, without her colleagues'."""
        return self.filter(self._concerning(person))

    def open(self) -> TicketQuerySet:
        """Not solved yet, whoever is to move next."""
        return self.filter(IS_UNSOLVED)

    def awake(self) -> TicketQuerySet:
        """Not snoozed, or no longer: nothing waits for a worker to come back."""
        moment = timezone.now()
        return self.filter(Q(snoozed_until=None) | Q(snoozed_until__lte=moment))

    def snoozed(self) -> TicketQuerySet:
        return self.open().filter(snoozed_until__gt=timezone.now())

    def to_wake(self, moment: datetime) -> TicketQuerySet:
        return self.open().filter(snoozed_until__lte=moment)

    def finished(self) -> TicketQuerySet:
        return self.filter(status__in=["solved", "closed"]).standing()

    def standing(self) -> TicketQuerySet:
        """Without what was merged into another."""
        return self.filter(merged_into__isnull=True)

    def not_set_aside(self) -> TicketQuerySet:
        return self.exclude(status__in=SET_ASIDE)

    def solved_before(self, moment: datetime) -> TicketQuerySet:
        return self.filter(status="solved", solved_at__lt=moment)

    def trashed_before(self, moment: datetime) -> TicketQuerySet:
        return self.filter(trashed_at__lt=moment)

    def answered(self) -> TicketQuerySet:
        """An agent wrote to whoever asked."""
        from tickets.models import TicketMessage

        replies = TicketMessage.objects.public().filter(author__is_agent=True)
        replies = replies.exclude(author=OuterRef("requester"))
        return self.filter(Exists(replies.filter(ticket=OuterRef("pk"))))

    def to_ask_about(self, moment: datetime) -> TicketQuerySet:
        """Whose requester is to be asked now how it went."""
        from tickets.models.rating import (
            ASKED_AFTER,
            ASKED_EVERY,
            ASKED_WITHIN,
            Rating,
        )

        asked = Rating.objects.filter(ticket__requester=OuterRef("requester"))
        return (
            self.finished()
            .answered()
            .filter(solved_at__lte=moment - ASKED_AFTER, rating__isnull=True)
            .filter(solved_at__gt=moment - ASKED_WITHIN)
            .filter(requester__blocked_at__isnull=True)
            .exclude(Exists(asked.filter(asked_at__gt=moment - ASKED_EVERY)))
        )

    def for_list(self) -> TicketQuerySet:
        return self.select_related("requester", "assignee", "team").prefetch_related(
            "tags"
        )

    def for_queue(self) -> TicketQuerySet:
        """What its rows may show; names of agents, teams and tags are theirs to ask."""
        return self.select_related("requester", "organization").only(
            *("subject", "status", "priority", "urgency", "kind", "channel"),
            *("team", "assignee", "organization__name"),
            *("created_at", "updated_at", "last_reply_at", "due_at"),
            *("requester__display_name", "requester__deleted_at"),
        )

    def for_detail(self) -> TicketQuerySet:
        return self.select_related(
            "requester__organization",
            "assignee",
            "team",
            "follow_up_of",
            "claimed_by",
            "rating",
        ).prefetch_related("tags", self._ccs())

    def for_portal(self) -> TicketQuerySet:
        """What a customer's page tells."""
        return self.select_related("requester", "team").prefetch_related(self._ccs())

    def followed_by(self, viewer: Viewer, kind: int | Given) -> TicketQuerySet:
        """Each row says whether she follows it, and whether others do. `kind`: the key
        of the content type of tickets.
        """
        watches = Watch.objects.filter(target_type=kind, target_id=OuterRef("pk"))
        return self.annotate(
            is_followed=Exists(watches.filter(person=viewer.pk)),
            has_followers=Exists(watches.exclude(person=viewer.pk)),
        )

    def telling_of_links(self) -> TicketQuerySet:
        """Each row says, as `has_links`, whether to look for any."""
        from tickets.models import TicketLink

        here = TicketLink.objects.filter(source=OuterRef("pk"))
        there = TicketLink.objects.filter(target=OuterRef("pk"))
        return self.annotate(has_links=Exists(here) | Exists(there))

    def telling_of_follow_ups(self, viewer: Viewer) -> TicketQuerySet:
        """Each row says which she works on: `follow_ups_told`, "7,9"."""
        hers = self.model.objects.worked_on_by(viewer).order_by()
        here = hers.filter(follow_up_of=OuterRef("pk")).values("follow_up_of")
        number = Cast("pk", models.CharField())
        told = here.annotate(told=JoinedByCommas(number)).values("told")
        return self.annotate(follow_ups_told=Subquery(told))

    def telling_of_company(
        self, viewer: Viewer, since: datetime | Given
    ) -> TicketQuerySet:
        """Each row says who else has it open: `company_told`, "7:viewing,9:idle"."""
        from tickets.models import Presence

        others = Presence.objects.told_since(since).besides(viewer)
        here = others.filter(ticket=OuterRef("pk")).order_by().values("ticket")
        one = Concat(Cast("person", models.CharField()), Value(":"), "state")
        told = here.annotate(told=JoinedByCommas(one)).values("told")
        return self.annotate(company_told=Subquery(told))

    def telling_of_changes(
        self, viewer: User, told: int, verbs: Iterable[str]
    ) -> TicketQuerySet:
        """Each row says, as `is_changed`, whether others did such things after that
        Event.
        """
        kind = ContentType.objects.get_for_model(self.model)
        rows = Event.objects.filter(target_type=kind, target_id=OuterRef("pk"))
        since = rows.filter(pk__gt=told, verb__in=verbs).exclude(actor=viewer)
        return self.annotate(is_changed=Exists(since))

    def data_of(self, person: User) -> Iterable[Mapping[str, object]]:
        """Her own tickets, for the download of personal data."""
        own = self.visible_to(person).filter(requester=person).order_by("pk")
        return own.values("pk", "subject", "custom", "status", "created_at")

    @staticmethod
    def _ccs() -> models.Prefetch:
        from tickets.models import TicketCc

        return models.Prefetch("ccs", TicketCc.objects.select_related("person"))

    def _concerning(self, person: User) -> Q:
        return Q(pk__in=self._hers(person)) & ~Q(status__in=SET_ASIDE)

    def _shared_with(self, person: User) -> Q:
        if person.organization_id is None:
            return self._concerning(person)
        colleagues = self.model.objects.filter(
            requester__organization=person.organization_id,
            requester__organization__shares_tickets=True,
        )
        seen = self._hers(person).union(colleagues.values("pk"), all=True)
        return Q(pk__in=seen) & ~Q(status__in=SET_ASIDE)

    def _hers(self, person: User) -> models.QuerySet[Any, Any]:
        """A list, each part by its index: for an OR of them PostgreSQL would read all
        tickets.
        """
        from tickets.models import TicketCc

        own = self.model.objects.filter(requester=person.pk).values("pk")
        let_in = TicketCc.objects.filter(person=person.pk).values("ticket")
        return own.union(let_in, all=True)

    def _worked_on_by(self, agent: Viewer) -> Q:
        """Not by the teams that are hers: SQLite would gather their tickets and sort
        them, instead of reading an index in order until the page is full.
        """
        hers = TeamMembership.objects.filter(person=agent.pk).values("team")
        hidden = Team.objects.filter(is_private=True).exclude(pk__in=hers)
        return ~Q(team__in=hidden.order_by().values("pk"))


class TagQuerySet(models.QuerySet["Tag"]):
    def visible_to(self, viewer: Viewer) -> TagQuerySet:
        """Those of topics that she sees; staff see those of tickets as well."""
        if is_agent(viewer):
            return self
        topics: Any = self.model._meta.get_field("topics").related_model
        seen = visible(topics, viewer).filter(tags=OuterRef("pk"))
        return self.filter(Exists(seen))

    def in_use(self) -> TagQuerySet:
        """Those that a ticket bears; articles have theirs from the same table."""
        borne = self.model.tickets.through.objects.filter(tag=OuterRef("pk"))
        return self.filter(Exists(borne))
