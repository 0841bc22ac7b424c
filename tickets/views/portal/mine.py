"""The list of a person's tickets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.models import User
from core.access import SignedInRequest, signed_in
from core.pagination import paginate
from tickets.finding import tickets_found
from tickets.forms.portal import SearchForm
from tickets.models import Ticket
from tickets.querysets import TicketQuerySet
from tickets.queues import REPLIED, order_of

OPEN, MINE = "open", "mine"
Narrow = Callable[[TicketQuerySet], TicketQuerySet]

# name in the address: (label, what stands in it)
STATES: dict[str, tuple[Any, Narrow]] = {
    OPEN: (_("Open"), TicketQuerySet.open),
    "waiting": (
        _("Waiting for you"),
        lambda rows: rows.filter(status=Ticket.Status.PENDING),
    ),
    "solved": (_("Solved"), TicketQuerySet.finished),
    "all": (_("All"), TicketQuerySet.standing),
}


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    person, form = request.user, SearchForm(request.GET)
    whose = _known(request.GET.get("whose"), _whose(person), MINE)
    state = _known(request.GET.get("status"), STATES, OPEN)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    rows = STATES[state][1](_rows(person, whose))
    if text:
        rows = rows.filter(pk__in=tickets_found(text, person))
    context = {
        "page": paginate(request, rows.for_list(), order=order_of(REPLIED)),
        "form": form,
        "text": text,
        "state": state,
        "states": [(name, label) for name, (label, _narrow) in STATES.items()],
        "whose": whose,
        "tabs": _whose(person).items(),
    }
    return render(request, "tickets/mine.html", context)


def _whose(person: User) -> dict[str, Any]:
    """The tabs that she has, by their name in the address."""
    tabs: dict[str, Any] = {MINE: _("Mine"), "copied": _("Copied to me")}
    organization = person.organization
    if organization is not None and organization.shares_tickets:
        all_of_it = _("All of %(name)s") % {"name": organization.name}
        tabs["organization"] = all_of_it
    return tabs


def _rows(person: User, whose: str) -> TicketQuerySet:
    if whose == "organization":
        return Ticket.objects.shared_with(person)
    hers = Ticket.objects.concerning(person)
    is_copied = whose == "copied"
    return hers.exclude(requester=person) if is_copied else hers


def _known(asked: str | None, names: dict[str, Any], default: str) -> str:
    return asked if asked in names else default
