"""Tags of tickets, and the tags themselves, which articles bear as well."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from activity.actions import record
from tickets import events
from tickets.actions.rows import lock, save
from tickets.models import Tag, Ticket


@transaction.atomic
def set_tags(ticket: Ticket, *, names: Iterable[str], by: User | None) -> bool:
    """Exactly these tags; says whether that changed any."""
    lock(ticket)
    wanted = tidy_tags(names)
    before = set(ticket.tags.values_list("name", flat=True))
    if wanted == before:
        return False
    ticket.tags.set(tags_named(wanted))
    save(ticket)
    data = {"added": sorted(wanted - before), "removed": sorted(before - wanted)}
    record(events.TagsChanged, ticket, by=by, data=data)
    return True


def tags_named(names: Iterable[str]) -> list[Tag]:
    """The tags of these names; new ones are made."""
    wanted = sorted(tidy_tags(names))
    if not wanted:
        return []
    tags = [Tag(name=name) for name in wanted]
    Tag.objects.bulk_create(tags, ignore_conflicts=True)
    return list(Tag.objects.filter(name__in=wanted))


def tidy_tags(names: Iterable[str]) -> set[str]:
    """Names as they are kept: lower-case, trimmed, at most 50 characters, and none that
    looks like another for a sign that nobody sees.
    """
    return {_tidy(name) for name in names} - {""}


def _tidy(name: str) -> str:
    plain = " ".join(unicodedata.normalize("NFKC", name).lower().split())
    seen = (char for char in plain if unicodedata.category(char) not in {"Cc", "Cf"})
    return "".join(seen)[:50].strip()
