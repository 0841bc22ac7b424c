"""What a queue holds: the named views that every desk has, and those of agents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.remembering import remembered
from tickets.columns import USUAL, is_column
from tickets.conditions import narrowed
from tickets.filters import Filters, read
from tickets.models import Ticket, View
from tickets.querysets import TicketQuerySet

# by name in the address: the label and the columns, none of them ever null
SORTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "-updated": (_("Updated, newest first"), ("-updated_at", "-pk")),
    "updated": (_("Updated, oldest first"), ("updated_at", "pk")),
    "-created": (_("Opened, newest first"), ("-created_at", "-pk")),
    "created": (_("Opened, oldest first"), ("created_at", "pk")),
    "-replied": (_("Last reply, newest first"), ("-last_reply_at", "-pk")),
    "replied": (_("Last reply, oldest first"), ("last_reply_at", "pk")),
    "-priority": (_("Most urgent first"), ("-urgency", "-updated_at", "-pk")),
    "priority": (_("Least urgent first"), ("urgency", "updated_at", "pk")),
    "due": (_("Due soonest first"), ("due_at", "pk")),
    "-due": (_("Due latest first"), ("-due_at", "-pk")),
    "subject": (_("Subject, A to Z"), ("subject", "pk")),
    "-subject": (_("Subject, Z to A"), ("-subject", "-pk")),
}
NEWEST, REPLIED = "-updated", "-replied"
# saved views in a side bar
SHOWN = 50


def order_of(sort: str) -> tuple[str, ...]:
    """What is sorted by, at a name that says nothing the usual."""
    return SORTS.get(sort, SORTS[NEWEST])[1]


@dataclass(frozen=True)
class Queue:
    """A view as its page needs it; `key` names it in the address."""

    key: str
    label: Any
    icon: str
    filters: Filters
    sort: str = NEWEST
    columns: Sequence[str] = USUAL
    view: View | None = None

    @property
    def order(self) -> tuple[str, ...]:
        return order_of(self.sort)

    def asked_for(self, asked: QueryDict) -> Queue:
        """As an address narrows and sorts it besides."""
        sort = asked.get("sort", "")
        return replace(
            self,
            filters={**self.filters, **read(asked)},
            sort=sort if sort in SORTS else self.sort,
        )

    def rows(self, me: User) -> TicketQuerySet:
        rows = Ticket.objects.worked_on_by(me)
        return narrowed(rows, self.filters, viewer=me, order=self.order)


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
        Queue(
            "snoozed",
            _("Snoozed"),
            "alarm-clock",
            {"status": ["unsolved"], "snoozed": ["yes"]},
        ),
        Queue("solved", _("Solved"), "circle-check", {"status": ["finished"]}),
        Queue("held", _("Held"), "shield-question-mark", {"status": ["held"]}),
        Queue("spam", _("Spam"), "shield-alert", {"status": ["spam"]}),
        Queue("trash", _("Trash"), "trash-2", {"status": ["trash"]}),
    )
}
DEFAULT = BUILT_IN["unsolved"]
EVERYTHING = Queue("", _("All tickets"), "list", {})


def queue_at(asked: QueryDict, me: User) -> Queue:
    """The view that an address names, narrowed and sorted as it asks besides.

    Without a view, words and a status look through everything.
    """
    key = asked.get("view", "")
    queue = BUILT_IN.get(key) or _saved(key, me)
    if queue is None:
        looks_far = {"q", "status"} & set(read(asked))
        queue = replace(EVERYTHING if looks_far else DEFAULT, key="")
    return queue.asked_for(asked)


def queue_of(view: View) -> Queue:
    """What was saved, but for what means nothing any more."""
    return Queue(
        str(view.pk),
        view.name,
        "bookmark" if view.owner_id else "users",
        read(view.filters),
        view.sort if view.sort in SORTS else NEWEST,
        [name for name in view.columns if is_column(name)] or USUAL,
        view,
    )


def queues_of(me: User) -> list[Queue]:
    """What her side bar shows."""
    return [*BUILT_IN.values(), *map(queue_of, _offered(me.pk))]


def _saved(key: str, me: User) -> Queue | None:
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    for view in _offered(me.pk):
        if view.pk == int(key):
            return queue_of(view)
    # to an administrator, another team's
    found = View.objects.visible_to(me).filter(pk=int(key)).first()
    return queue_of(found) if found else None


@remembered
def _offered(agent: int) -> list[View]:
    return list(View.objects.offered_to(agent).order_by("name", "pk")[:SHOWN])
