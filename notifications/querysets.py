from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from accounts.querysets import UserQuerySet
from core.access import Viewer, is_agent, visible
from core.prepared import Given, Prepared

if TYPE_CHECKING:
    from notifications.models import Notification, OutgoingEmail, Watch

# A mail waits this long behind an earlier one of the same thread, and no longer.
ORDER_IS_KEPT_FOR = timedelta(minutes=10)


def watchers(target: models.Model) -> UserQuerySet:
    """Who follows this thing, each with the `watch_mail` that she chose for it."""
    return User.objects.filter(
        watches__target_type=ContentType.objects.get_for_model(target),
        watches__target_id=target.pk,
    ).annotate(watch_mail=F("watches__mail"))


def watched_by(person: User, model: type[models.Model]) -> models.QuerySet[Watch]:
    """What of a model she follows."""
    kind = ContentType.objects.get_for_model(model)
    return person.watches.filter(target_type=kind)


def watches_of(things: Collection[models.Model]) -> models.QuerySet[Watch]:
    """Who follows any of these things of one model, and how."""
    from notifications.models import Watch

    keys = [thing.pk for thing in things]
    if not keys:
        return Watch.objects.none()
    kind = ContentType.objects.get_for_model(next(iter(things)))
    return Watch.objects.filter(target_type=kind, target_id__in=keys)


def watch_of(target: models.Model, person: Viewer) -> Watch | None:
    if person.pk is None:
        return None
    kind = ContentType.objects.get_for_model(target)
    found = _watch().ask(person=person.pk, kind=kind.pk, target=target.pk)
    return found[0] if found else None


@cache
def _watch() -> Prepared[Watch]:
    from notifications.models import Watch

    watches = Watch.objects.filter(person=Given("person"), target_id=Given("target"))
    return Prepared(watches.filter(target_type=Given("kind")))


def is_watching(target: models.Model, person: Viewer) -> bool:
    return watch_of(target, person) is not None


def seen_by(
    viewer: Viewer, model: type[models.Model], *, privately: bool
) -> models.QuerySet[Any]:
    """What of a model she sees; `privately`, what she sees as staff does."""
    if not privately:
        return visible(model, viewer)
    if not is_agent(viewer):
        return model._default_manager.none()
    as_staff = getattr(model._default_manager.all(), "worked_on_by", None)
    return as_staff(viewer) if as_staff else visible(model, viewer)


class WatchQuerySet(models.QuerySet["Watch"]):
    def visible_to(self, viewer: Viewer) -> WatchQuerySet:
        """Her own."""
        return self.filter(person=viewer.pk)


class NotificationQuerySet(models.QuerySet["Notification"]):
    def bell_of(self, person: User) -> NotificationQuerySet:
        return self.bell_at(person.pk, timezone.now())

    def bell_at(
        self, person: int | Given, now: datetime | Given
    ) -> NotificationQuerySet:
        return self.filter(person=person, in_bell=True, created_at__lte=now)

    def unread(self) -> NotificationQuerySet:
        return self.filter(in_bell=True, read_at__isnull=True)

    def mentioning(
        self, person: User, model: type[models.Model]
    ) -> NotificationQuerySet:
        """That she was named in something of a model: the Event's related thing."""
        kind = ContentType.objects.get_for_model(model)
        named = self.filter(person=person, reason="mentioned")
        return named.filter(event__related_type=kind)

    def for_list(self) -> NotificationQuerySet:
        return self.select_related("event__actor")

    def awaiting_digest(self) -> NotificationQuerySet:
        """What was read in the bell meanwhile need not be mailed."""
        told = self.filter(created_at__lte=timezone.now(), read_at__isnull=True)
        return told.exclude(awaits_digest="")


class OutgoingEmailQuerySet(models.QuerySet["OutgoingEmail"]):
    def unsent(self) -> OutgoingEmailQuerySet:
        return self.filter(state__in=self.model.UNSENT)

    def due(self, *, older_than: timedelta = timedelta(0)) -> OutgoingEmailQuerySet:
        """What may be sent now, by the clock of the database.

        With `older_than`, what has been waiting that long; a lease that ran out has
        waited long enough by itself.
        """
        state = self.model.State
        waiting = Q(
            state__in=[state.PENDING, state.UNKNOWN], next_at__lte=Now() - older_than
        )
        abandoned = Q(state=state.LEASED, lease_until__lt=Now())
        return self.unsent().filter(waiting | abandoned).in_order()

    def in_order(self) -> OutgoingEmailQuerySet:
        """Without mails whose forerunner in the same thread has not left yet."""
        earlier = self.model._default_manager.filter(
            state__in=self.model.UNSENT,
            thread=OuterRef("thread"),
            recipient=OuterRef("recipient"),
            pk__lt=OuterRef("pk"),
        )
        return self.filter(
            Q(thread="")
            | Q(created_at__lte=Now() - ORDER_IS_KEPT_FOR)
            | ~Exists(earlier)
        )

    def held_by(self, mail: OutgoingEmail) -> OutgoingEmailQuerySet:
        """What waited for this mail to leave."""
        if not mail.thread:
            return self.none()
        return self.unsent().filter(
            thread=mail.thread, recipient=mail.recipient_id, pk__gt=mail.pk
        )

    def about(self, target: models.Model) -> OutgoingEmailQuerySet:
        content_type = ContentType.objects.get_for_model(target)
        return self.filter(target_type=content_type, target_id=target.pk)

    def visible_to(self, viewer: Viewer) -> OutgoingEmailQuerySet:
        """The desk's ledger: mail about what the agent sees, and that account mail
        went out; never what stood in that."""
        if not is_agent(viewer):
            return self.none()
        seen = Q(target_type__isnull=True)
        for content_type in self._target_types():
            model = content_type.model_class()
            if model is None:
                continue
            for private in (False, True):
                rows = seen_by(viewer, model, privately=private).values("pk")
                seen |= Q(
                    target_type=content_type, target_id__in=rows, is_private=private
                )
        return self.filter(seen)

    def for_list(self) -> OutgoingEmailQuerySet:
        return self.select_related("recipient").defer("text", "html", "sealed")

    def _target_types(self) -> list[ContentType]:
        rows = self.model._default_manager.filter(target_type__isnull=False)
        ids = rows.order_by().values_list("target_type", flat=True).distinct()
        return [ContentType.objects.get_for_id(pk) for pk in ids]
