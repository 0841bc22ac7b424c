"""Warnings, silences and bans, and how they are lifted."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import FOR_GOOD, User
from activity.actions import now, record
from forums import events
from forums.models import Sanction


@transaction.atomic
def warn(person: User, *, by: User, reason: str) -> Sanction:
    return _write(person, by, Sanction.Kind.WARNING, reason, None)


@transaction.atomic
def silence(person: User, *, by: User, reason: str, days: int) -> Sanction:
    """A longer silence stays as it is."""
    until = now() + timedelta(days=days)
    sanction = _write(person, by, Sanction.Kind.SILENCE, reason, until)
    _set(person, max(until, person.silenced_until or until))
    return sanction


@transaction.atomic
def ban(person: User, *, by: User, reason: str) -> Sanction:
    sanction = _write(person, by, Sanction.Kind.BAN, reason, None)
    _set(person, FOR_GOOD)
    return sanction


@transaction.atomic
def lift(person: User, *, by: User) -> bool:
    """All that keeps her from writing."""
    _hold(person)
    if not person.is_silenced:
        return False
    standing = person.sanctions.filter(lifted_at=None)
    standing.exclude(kind=Sanction.Kind.WARNING).update(lifted_at=now(), lifted_by=by)
    _set(person, None)
    record(events.SanctionLifted, person, by=by)
    return True


def _write(
    person: User, by: User, kind: str, reason: str, until: datetime | None
) -> Sanction:
    _hold(person)
    sanction = Sanction.objects.create(
        person=person, kind=kind, reason=reason, until=until, by=by
    )
    data = {"sanction": sanction.pk, "kind": kind}
    record(events.PersonSanctioned, person, by=by, data=data)
    return sanction


def _hold(person: User) -> None:
    rows = User.objects.select_for_update(no_key=True)
    person.refresh_from_db(fields=["silenced_until"], from_queryset=rows)


def _set(person: User, until: datetime | None) -> None:
    person.silenced_until = until
    person.save(update_fields=["silenced_until"])
