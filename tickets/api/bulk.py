"""The same to many tickets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.errors import HttpError
from ninja.responses import Status

from accounts.api import ApiRequest, Token
from core.answering import require
from core.api import cleaned, once_key
from tickets.actions.bulk import change_many, refusal, start_bulk_change
from tickets.api.finding import Scope, queue_read
from tickets.api.shapes import BulkAllIn, BulkChangeOut, BulkIn, BulkOut, ChangesIn
from tickets.changing import steps_of
from tickets.forms.bulk import AT_ONCE, BulkForm, WholeViewForm
from tickets.models import BulkChange, Ticket, TicketMessage

router = Router(tags=["Many tickets"], auth=Token(Scope.WRITE_TICKETS))


@router.post(
    "/tickets/bulk", response=BulkOut, url_name="bulk", summary="Change many tickets"
)
def bulk(request: ApiRequest, given: BulkIn) -> Any:
    """A hundred at once; fields that are left out change nothing. `status` is one of
    solve, open, pending, hold, reopen, spam, trash. A `body` is a reply to each.

    Each ticket takes all of it, or is left alone and named in `left`.
    """
    me = request.user
    require(me.is_agent)
    clean = cleaned(BulkForm(_as_sent(given), viewer=me))
    clean["client_key"] = once_key(request, given.client_key)
    _refuse_other_words(clean, clean["client_key"])
    left = change_many(clean["tickets"], steps=list(steps_of(clean, me)), by=me)
    return _told(clean["tickets"], [ticket for ticket, _why in left])


@router.post(
    "/tickets/bulk/preview",
    response=BulkOut,
    url_name="bulk-preview",
    summary="See which tickets would change",
)
def preview(request: ApiRequest, given: BulkIn) -> Any:
    """The same, and nothing is changed."""
    me = request.user
    require(me.is_agent)
    clean = cleaned(BulkForm(_as_sent(given), viewer=me))
    steps = list(steps_of(clean, me))
    left = [one for one in clean["tickets"] if refusal(steps, one, by=me)]
    return _told(clean["tickets"], left)


@router.post(
    "/tickets/bulk/all",
    response={201: BulkChangeOut},
    url_name="bulk-all",
    summary="Change all of a view",
)
def bulk_all(request: ApiRequest, given: BulkAllIn) -> Any:
    """Of what the queue holds at this `query`, as in `view=mine&priority=high`: 10,000
    at most, in the background. Ask for it until `finished_at` is set.
    """
    me = request.user
    require(me.is_agent)
    queue_read(request, QueryDict(given.query))
    form = WholeViewForm(_as_sent(given) | {"queue": given.query}, viewer=me)
    clean = cleaned(form)
    clean["client_key"] = once_key(request, given.client_key)
    change = start_bulk_change(by=me, **form.given())
    kept = form.chosen() | ({"body": ""} if change.finished_at else {})
    if (change.query, change.chosen) != (clean["queue"], kept):
        raise HttpError(409, "This key was used for another change.")
    clean["tickets"] = Ticket.objects.filter(bulk_lines__change=change)[:AT_ONCE]
    _refuse_other_words(clean, change.client_key)
    return Status(201, change)


@router.get(
    "/tickets/bulk/{int:pk}",
    response=BulkChangeOut,
    url_name="bulk-change",
    summary="A change of yours",
)
def bulk_change(request: ApiRequest, pk: int) -> Any:
    return get_object_or_404(BulkChange.objects.visible_to(request.user), pk=pk)


def _told(chosen: Iterable[Ticket], left: Iterable[Ticket]) -> dict[str, list[int]]:
    numbers = {ticket.pk for ticket in left}
    changed = {ticket.pk for ticket in chosen} - numbers
    return {"changed": sorted(changed), "left": sorted(numbers)}


def _as_sent(given: ChangesIn) -> dict[str, Any]:
    """As the page's form sends it; its key is of another kind."""
    tags = {
        each: ",".join(getattr(given, each)) for each in ("add_tags", "remove_tags")
    }
    return given.dict() | tags | {"client_key": None}


def _refuse_other_words(clean: dict[str, Any], key: UUID) -> None:
    if not clean["body"]:
        return
    keys = [uuid5(key, str(ticket.pk)) for ticket in clean["tickets"]]
    sent = TicketMessage.objects.filter(client_key__in=keys)
    if sent.exclude(body=clean["body"]).exists():
        raise HttpError(409, "This key was used for other words.")
