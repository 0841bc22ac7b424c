"""What a queue holds, as a file."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from ninja import Router, Schema
from ninja.errors import HttpError
from ninja.responses import Status

from accounts.api import ApiRequest, Token
from core.answering import require
from core.api import Given, cleaned, once_key
from tickets.actions.exports import start_export
from tickets.api.finding import Scope, queue_read
from tickets.exporting import csv_response
from tickets.forms.desk import ExportForm
from tickets.models import TicketExport

router = Router(tags=["Many tickets"], auth=Token(Scope.READ_TICKETS))


class ExportOut(Schema):
    id: int
    query: str
    row_count: int
    created_at: datetime
    ready_at: datetime | None
    expires_at: datetime


class ExportIn(Given):
    query: str = ""
    client_key: UUID | None = None


@router.post(
    "/tickets/exports",
    response={201: ExportOut},
    url_name="export-start",
    summary="Start an export",
)
def start(request: ApiRequest, given: ExportIn) -> Any:
    """Of what the queue holds at this `query`, as in `view=mine&priority=high`. It is
    written in the background: ask for it until `ready_at` is set, then fetch the file.
    """
    require(request.user.is_agent)
    clean = cleaned(ExportForm({"queue": given.query, "client_key": None}))
    queue_read(request, QueryDict(clean["queue"]))
    key = once_key(request, given.client_key)
    export = start_export(query=clean["queue"], client_key=key, by=request.user)
    if export.query != clean["queue"]:
        raise HttpError(409, "This key was used for another export.")
    return Status(201, export)


@router.get(
    "/tickets/exports/{int:pk}",
    response=ExportOut,
    url_name="export",
    summary="An export of yours",
)
def export(request: ApiRequest, pk: int) -> Any:
    return get_object_or_404(TicketExport.objects.visible_to(request.user), pk=pk)


@router.get(
    "/tickets/exports/{int:pk}/file",
    url_name="export-file",
    summary="The file of an export",
)
def file(request: ApiRequest, pk: int) -> HttpResponseBase:
    """CSV; 404 before it is ready. What you do not work on any more is left out."""
    exports = TicketExport.objects.visible_to(request.user).ready()
    return csv_response(get_object_or_404(exports, pk=pk), request.user)
