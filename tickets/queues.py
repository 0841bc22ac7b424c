"""What a queue holds: the named views that every desk has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tickets.filters import Filters, narrowed, read
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet


@dataclass(frozen=True)
class Queue:
    """A view as its page needs it; `key` names it in the address."""

    key: str
    label: Any
    icon: str
    filters: Filters

    def rows(self, me: User) -> TicketQuerySet:
        return narrowed(Ticket.objects.worked_on_by(me), self.filters, viewer=me)


# unsolved and not put off until later
WAITING: Filters = {"status": ["unsolved"], "snoozed": ["no"]}
BUILT_IN = {
    queue.key: queue
    for queue in (
        Queue("mine", _("Mine"), "user", {**WAITING, "assignee": ["me"]}),
        Queue(
            "unassigned",
            _("Unassigned"),
            "inbox",
            {**WAITING, "assignee": ["nobody"]},
        ),
        Queue("teams", _("My teams"), "users", {**WAITING, "team": ["mine"]}),
        Queue("unsolved", _("All unsolved"), "list", WAITING),
        Queue(
            "pending",
            _("Waiting for customers"),
            "hourglass",
            {"status": ["pending"], "snoozed": ["no"]},
        ),
        Queue("snoozed", _("Snoozed"), "alarm-clock", {"snoozed": ["yes"]}),
        Queue("solved", _("Solved"), "circle-check", {"status": ["finished"]}),
        Queue("spam", _("Spam"), "shield-alert", {"status": ["spam"]}),
        Queue("trash", _("Trash"), "trash-2", {"status": ["trash"]}),
    )
}
DEFAULT = BUILT_IN["unsolved"]
EVERYTHING = Queue("", _("All tickets"), "list", {})


def queue_at(asked: QueryDict, me: User) -> Queue:
    """The view that an address names, narrowed by what else it asks for.

    Without a view, words and a status look through everything.
    """
    filters = read(asked)
    queue = BUILT_IN.get(asked.get("view", ""))
    if queue is None:
        queue = EVERYTHING if {"q", "status"} & set(filters) else DEFAULT
        queue = replace(queue, key="")
    return replace(queue, filters={**queue.filters, **filters})
