"""Whether what articles lead to is still there. Asked by night, some at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from http.client import HTTPException

from django.db.models import F
from django.utils import timezone

from core.outgoing import BlockedError, look
from kb.models import Reference

# an address is asked no more often
ASKED_AGAIN = timedelta(hours=20)
# so many nights in a row without an answer, and it is dead
NIGHTS = 2
GONE = (404, 410)


def check_inner_links() -> None:
    """Those to articles that readers do not see any more, and to what is gone."""
    lost = Reference.objects.inner().alive()
    nowhere = lost.filter(target=None, snippet=None)
    unseen = lost.filter(target__isnull=False).exclude(target__state="published")
    for rows in (nowhere, unseen):
        rows.update(dead_since=timezone.now())
    Reference.objects.dead().filter(target__state="published").update(dead_since=None)


def check_outer_links(at_most: int) -> int:
    """The addresses elsewhere that were asked longest ago; how many there were."""
    before = timezone.now() - ASKED_AGAIN
    rows = Reference.objects.outer().due_before(before)
    ordered = rows.order_by(F("checked_at").asc(nulls_first=True), "pk")
    addresses = set(ordered.values_list("address", flat=True)[:at_most])
    for address in sorted(addresses):
        _note(Reference.objects.outer().filter(address=address), _answer(address))
    return len(addresses)


def _answer(address: str) -> int | None:
    """Its status; None where nobody answered well, 0 where we may not ask."""
    try:
        status = look(address)
    except BlockedError:
        return 0
    except (OSError, HTTPException):
        return None
    return None if status >= 500 else status


def _note(references: Iterable[Reference], status: int | None) -> None:
    now = timezone.now()
    for reference in references:
        failed = status is None or status in GONE
        reference.failures = reference.failures + 1 if failed else 0
        is_dead = status in GONE or reference.failures >= NIGHTS
        reference.dead_since = (reference.dead_since or now) if is_dead else None
        reference.checked_at = now
        reference.save(update_fields=["failures", "dead_since", "checked_at"])
