"""From ticket to ticket through the queue that the first was opened from.

A link from the queue carries the queue's own query as `?queue=`; with `after` put to
a ticket's key it names the page of the queue that begins with the next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from core.access import SignedInRequest, desk
from core.pagination import key_of, nearest
from tickets.models import Ticket
from tickets.queues import order_of, queue_at

LONGEST = 2000


@dataclass(frozen=True)
class Trail:
    """The query of a queue, "" on a ticket that was opened from elsewhere."""

    query: str

    @property
    def queue(self) -> str:
        return _with_query(reverse("desk:queue"), self.query)

    def ticket(self, number: int) -> str:
        """Where the ticket is read without losing the trail."""
        query = urlencode({"queue": self.query}) if self.query else ""
        return _with_query(reverse("desk:ticket", args=[number]), query)

    def beside(self, ticket: Ticket) -> dict[str, str]:
        """The queries of what stands before and after the ticket; {} off the trail."""
        if not self.query:
            return {}
        query = QueryDict(self.query, mutable=True)
        key = key_of(ticket, order=order_of(query.get("sort", "")))
        query.pop("after", None)
        query.pop("before", None)
        rest = query.urlencode()
        return {way: f"{rest}&{way}={key}" for way in ("before", "after")}


def trail_of(request: SignedInRequest) -> Trail:
    """As the address says; a POST comes from a page whose address says it."""
    query = request.GET.get("queue", "")
    if request.method == "POST":
        came_from = urlsplit(request.META.get("HTTP_REFERER", ""))
        query = parse_qs(came_from.query).get("queue", [""])[0]
    return Trail(query if len(query) <= LONGEST and query.isprintable() else "")


@desk
@require_safe
def next_ticket(request: SignedInRequest) -> HttpResponse:
    """The ticket that a page of the queue begins with, or before which it ends."""
    place = next_place(request.GET.urlencode(), request.user)
    if place.startswith(reverse("desk:queue") + "?"):
        messages.info(request, _("There are no more tickets this way."))
    return redirect(place)


def next_place(query: str, me: User) -> str:
    """The ticket beside the key in the query, or the queue where there is none."""
    asked = QueryDict(query[:LONGEST], mutable=True)
    queue = queue_at(asked, me)
    found = nearest(asked, queue.rows(me), order=queue.order)
    if found is not None:
        return Trail(asked.urlencode()).ticket(found.pk)
    asked.pop("after", None)
    asked.pop("before", None)
    return Trail(asked.urlencode()).queue


def _with_query(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
