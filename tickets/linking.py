"""The links of a ticket, as seen from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tickets.models import UNSOLVED, Ticket, TicketLink

Kind = TicketLink.Kind
# what the other ticket is to this one: (kind, is this one the link's source?)
SEEN = {
    (Kind.RELATED, True): _("Related"),
    (Kind.RELATED, False): _("Related"),
    (Kind.SPLIT, True): _("Split from"),
    (Kind.SPLIT, False): _("Split off"),
    (Kind.PARENT, True): _("Child"),
    (Kind.PARENT, False): _("Parent"),
    (Kind.DUPLICATE, True): _("Duplicate of"),
    (Kind.DUPLICATE, False): _("Duplicate"),
}
# what this one is to the other, where that is not the kind itself
ROLES = {(Kind.PARENT, False): "child", (Kind.DUPLICATE, False): "original"}


@dataclass(frozen=True)
class Linked:
    label: Any
    kind: str
    ticket: Ticket


def linked(ticket: Ticket, viewer: User) -> list[Linked]:
    """Costs one query, and none where the ticket's row says that there are none."""
    if not getattr(ticket, "has_links", True):
        return []
    links = TicketLink.objects.of(ticket).visible_to(viewer).for_panel()
    found = []
    for link in links:
        way = Kind(link.kind), link.source_id == ticket.pk
        role = ROLES.get(way, link.kind)
        found.append(Linked(SEEN[way], role, link.other(ticket)))
    return found


def follow_ups(ticket: Any) -> list[int]:
    """Their numbers, of a row that tells of them."""
    return sorted(map(int, filter(None, (ticket.follow_ups_told or "").split(","))))


def unsolved_children(ticket: Ticket, viewer: User) -> list[int]:
    """Their numbers."""
    links = TicketLink.objects.visible_to(viewer).standing()
    children = links.filter(source=ticket, kind=Kind.PARENT)
    unsolved = children.filter(target__status__in=UNSOLVED)
    return list(unsolved.order_by("target").values_list("target", flat=True))
