"""Questions about queues to the database of one place; see `bench.inside`."""

from __future__ import annotations

import itertools
import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

# it sets Django up, which models need
from bench.inside import _middle, _places

# isort: split
from django.db.models import Count
from django.http import QueryDict

from accounts.models import TeamMembership, User
from tickets import counting
from tickets.actions.saved_views import save_view
from tickets.filters import Filters, as_query
from tickets.models import Tag, Ticket, View
from tickets.queues import queue_at, queue_of, queues_of


def views() -> dict[str, list[str]]:
    """12 usual views, each at its first page, after its middle row, and at its end."""
    agent = _agent()
    View.objects.all().delete()
    paths = {}
    for name, (filters, sort) in _usual(agent).items():
        view = save_view(
            client_key=uuid4(), name=name, owner=agent, filters=filters, sort=sort
        )
        queue = queue_of(view)
        paths[name] = _places(f"view={view.pk}", queue.rows(agent), queue.order)
    return paths


def counts() -> float:
    """Milliseconds that all counts of an agent's side bar take."""
    agent = _agent()
    queues = queues_of(agent)

    def count() -> None:
        counting.counts(queues, agent)
        counting._kept.clear()

    return statistics.median(_times(count, times=15))


def combinations() -> dict[str, float]:
    """Milliseconds that the rows of the first page take beyond those of all unsolved,
    for each pair of filters in each order.
    """
    agent = _agent()
    usual = _first_page("", agent, times=15)
    found = {}
    for one, other in itertools.combinations(_singles(agent), 2):
        for sort in ("-updated", "created", "-priority", "due", "-replied", "subject"):
            asked = f"{as_query(one | other)}&sort={sort}"
            found[asked] = _first_page(asked, agent, times=3) - usual
    return found


def _usual(agent: User) -> dict[str, tuple[Filters, str]]:
    waiting, tag = {"status": ["unsolved"], "snoozed": ["no"]}, _common_tag()
    team = str(TeamMembership.objects.filter(person=agent).values_list("team")[0][0])
    return {
        "mine": ({**waiting, "assignee": ["me"]}, ""),
        "unassigned": ({**waiting, "assignee": ["nobody"]}, ""),
        "my teams": ({**waiting, "team": ["mine"]}, ""),
        "unsolved": (waiting, ""),
        "unsolved, oldest first": (waiting, "created"),
        "unsolved, most urgent first": (waiting, "-priority"),
        "urgent": ({**waiting, "priority": ["urgent"]}, ""),
        "incidents": ({**waiting, "kind": ["incident"]}, ""),
        "by mail": ({**waiting, "channel": ["mail"]}, ""),
        "open of a team": ({"status": ["open"], "team": [team]}, ""),
        "tagged": ({**waiting, "tag": [tag]}, ""),
        "solved": ({"status": ["finished"]}, ""),
    }


def _singles(agent: User) -> list[Filters]:
    ticket = _middle(Ticket.objects.exclude(organization=None).order_by("pk"))
    return [
        {"status": ["open"]},
        {"status": ["solved", "closed"]},
        {"status": ["unsolved"]},
        {"priority": ["urgent"]},
        {"kind": ["problem"]},
        {"channel": ["phone"]},
        {"team": ["mine"]},
        {"assignee": [str(agent.pk)]},
        {"assignee": ["nobody"]},
        {"requester": [ticket.requester.email]},
        {"organization": [str(ticket.organization_id)]},
        {"tag": [_common_tag()]},
        # the last month and the time before, of what was generated
        {"created_from": ["2025-12-01"]},
        {"created_to": ["2025-06-30"]},
        {"updated_to": ["2025-11-30"]},
        {"solved_from": ["2025-12-01"]},
        {"due": ["overdue"]},
        {"snoozed": ["yes"]},
    ]


def _common_tag() -> str:
    used = Tag.objects.annotate(times=Count("tickets")).order_by("-times")
    return used.values_list("name", flat=True)[0]


def _first_page(query: str, agent: User, *, times: int) -> float:
    def read() -> None:
        queue = queue_at(QueryDict(query), agent)
        rows = queue.rows(agent).for_queue().order_by(*queue.order)
        list(rows[:26])

    return min(_times(read, times=times))


def _times(measured: Callable[[], None], *, times: int) -> list[float]:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        measured()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def _agent() -> User:
    return User.objects.agents().order_by("pk")[0]


if __name__ == "__main__":
    what: Callable[..., Any] = globals()[sys.argv[1]]
    print(json.dumps(what(*sys.argv[2:])))
