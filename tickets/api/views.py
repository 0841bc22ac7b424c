"""Queues under a name, and how much is in them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from ninja.responses import Status

from accounts.api import ApiRequest, Token
from core.answering import require
from core.api import Given, InvalidError, cleaned, once_key, page_of
from tickets.actions.saved_views import change_view, delete_view, save_view
from tickets.api.finding import Scope
from tickets.counting import counts
from tickets.filters import read, refused
from tickets.forms.audience import MINE, audience_of
from tickets.forms.saved_views import ViewForm
from tickets.models import View
from tickets.permissions import can_change_view
from tickets.queues import DEFAULT, NEWEST, Queue, queue_of, queues_of

router = Router(tags=["Views"], auth=Token(Scope.WRITE_TICKETS))
reads = Token(Scope.READ_TICKETS)


class ViewOut(Schema):
    id: int
    name: str
    audience: str
    filters: dict[str, list[str]]
    columns: list[str]
    sort: str

    @staticmethod
    def resolve_audience(view: View) -> str:
        return audience_of(view)


class ViewsOut(Schema):
    items: list[ViewOut]
    next: str | None
    previous: str | None


class ViewIn(Given):
    name: str
    # mine, the key of a team that you lead, or of administrators: shared
    audience: str = MINE
    # as the queue has them in its address
    filters: dict[str, list[str]] = {}
    columns: list[str] = []
    sort: str = NEWEST


class NewViewIn(ViewIn):
    client_key: UUID | None = None


@router.get(
    "/views", auth=reads, response=ViewsOut, url_name="views", summary="Saved views"
)
def views(request: ApiRequest, limit: int = Query(50, ge=1, le=100)) -> Any:
    """For agents; others get none. `GET /tickets?view=…` lists what one holds, by its
    `id`; besides there are mine, unassigned, teams, unsolved, pending, snoozed, solved,
    held, spam and trash.
    """
    rows = View.objects.visible_to(request.user).for_list()
    return page_of(request, rows, order=("name", "pk"), limit=limit)


@router.get(
    "/views/counts",
    auth=reads,
    response=dict[str, int],
    url_name="view-counts",
    summary="How many tickets are in each view",
)
def view_counts(request: ApiRequest) -> dict[str, int]:
    """As in the side bar: counted twice a minute at most, 100 stands for more."""
    require(request.user.is_agent)
    return counts(queues_of(request.user), request.user)


@router.post(
    "/views", response={201: ViewOut}, url_name="new-view", summary="Save a view"
)
def new_view(request: ApiRequest, given: NewViewIn) -> Any:
    """Filters that mean nothing are refused."""
    require(request.user.is_agent)
    row = _row(request, given, DEFAULT)
    view = save_view(client_key=once_key(request, given.client_key), **row)
    if any(getattr(view, name) != value for name, value in row.items()):
        raise HttpError(409, "This key was used for another view.")
    return Status(201, view)


@router.post(
    "/views/{int:pk}", response=ViewOut, url_name="edit-view", summary="Change a view"
)
def edit_view(request: ApiRequest, pk: int, given: ViewIn) -> Any:
    """All of it: what is left out is as in a new one."""
    view = _changed(request, pk)
    change_view(view, **_row(request, given, queue_of(view)))
    return view


@router.post(
    "/views/{int:pk}/delete",
    response=ViewOut,
    url_name="delete-view",
    summary="Delete a view",
)
def remove_view(request: ApiRequest, pk: int) -> Any:
    """The answer is what it was."""
    view = _changed(request, pk)
    delete_view(view)
    return view


def _changed(request: ApiRequest, pk: int) -> View:
    view = get_object_or_404(View.objects.visible_to(request.user), pk=pk)
    require(can_change_view(request.user, view))
    return view


def _row(request: ApiRequest, given: ViewIn, queue: Queue) -> dict[str, Any]:
    if wrong := refused(given.filters):
        raise InvalidError({"filters": [f"This means nothing: {', '.join(wrong)}."]})
    sent = QueryDict(mutable=True)
    for name, values in {**read(given.filters), "columns": given.columns}.items():
        sent.setlist(name, values)
    for name in ("name", "audience", "sort"):
        sent[name] = getattr(given, name)
    form = ViewForm(sent, by=request.user, queue=queue)
    cleaned(form)
    return form.row()
