"""What a macro does to a ticket beside its text: each change by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from tickets import actions
from tickets.models import Macro, Ticket

ENTER: dict[str, Callable[..., bool]] = {
    Ticket.Status.OPEN: actions.mark_open,
    Ticket.Status.PENDING: actions.mark_pending,
    Ticket.Status.ON_HOLD: actions.put_on_hold,
    Ticket.Status.SOLVED: actions.solve_ticket,
}


@dataclass(frozen=True)
class Change:
    """`key` says all of it, so that a box which was shown means this and no other."""

    key: str
    label: str
    act: Callable[[Ticket], Any]

    @property
    def is_status(self) -> bool:
        """A reply enters it by itself, as with its own buttons."""
        return self.key.startswith("status:")


def changes_of(macro: Macro, *, by: User) -> list[Change]:
    """In the order they are made: a private team may put it out of one's own reach."""
    return [*_fields(macro, by), *_routing(macro, by)]


def _fields(macro: Macro, by: User) -> Iterator[Change]:
    if names := [tag.name for tag in macro.tags.all()]:
        yield Change(
            f"tags:{','.join(names)}",
            _("Tags: %(names)s") % {"names": ", ".join(f"+{name}" for name in names)},
            lambda ticket: _add_tags(ticket, names, by),
        )
    if priority := macro.priority:
        yield Change(
            f"priority:{priority}",
            _("Priority: %(name)s") % {"name": macro.get_priority_display()},
            lambda ticket: actions.set_priority(ticket, priority=priority, by=by),
        )
    if status := macro.status:
        yield Change(
            f"status:{status}",
            _("Status: %(name)s") % {"name": macro.get_status_display()},
            lambda ticket: ENTER[status](ticket, by=by),
        )


def _routing(macro: Macro, by: User) -> Iterator[Change]:
    if team := macro.team:
        yield Change(
            f"team:{team.pk}",
            _("Team: %(name)s") % {"name": team.name},
            lambda ticket: actions.move_to_team(ticket, team=team, by=by),
        )
    if to := by if macro.assigns_sender else macro.assignee:
        yield Change(
            f"assignee:{to.pk}",
            _("Assignee: %(name)s") % {"name": to.public_name},
            lambda ticket: actions.assign(ticket, to=to, by=by),
        )


def _add_tags(ticket: Ticket, names: list[str], by: User) -> None:
    now = ticket.tags.values_list("name", flat=True)
    actions.set_tags(ticket, names={*now, *names}, by=by)
