"""The history of an article, or of its translation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from accounts.api import ApiRequest, PersonOut
from core.api import page_of
from kb import actions
from kb.api import shapes
from kb.api.finding import read, shown_again, write
from kb.models import Revision
from kb.texts import text_for

router = Router(tags=["Articles"])


class RevisionOut(Schema):
    number: int
    title: str
    author: PersonOut | None
    note: str
    is_significant: bool
    created_at: datetime
    # since when readers see it, or saw it
    live_at: datetime | None
    helpful_count: int
    unhelpful_count: int


class WholeRevisionOut(RevisionOut):
    summary: str
    body: str


class RevisionsOut(Schema):
    items: list[RevisionOut]
    next: str | None
    previous: str | None


@router.get(
    "/articles/{int:pk}/revisions",
    auth=read,
    response=RevisionsOut,
    url_name="revisions",
    summary="List revisions",
)
def revisions(
    request: ApiRequest, pk: int, limit: int = Query(25, ge=1, le=100)
) -> Any:
    """For writers, the newest first; `language` asks for those of a translation."""
    rows = Revision.objects.of(text_for(request, pk)).for_list()
    return page_of(request, rows, order=["-number"], limit=limit)


@router.get(
    "/articles/{int:pk}/revisions/{int:number}",
    auth=read,
    response=WholeRevisionOut,
    url_name="revision",
    summary="A revision",
)
def revision(request: ApiRequest, pk: int, number: int) -> Any:
    """With its words."""
    return _found(request, pk, number)


@router.post(
    "/articles/{int:pk}/revisions/{int:number}/restore",
    auth=write,
    response=shapes.Seen,
    url_name="restore-revision",
    summary="Restore a revision",
)
def restore(request: ApiRequest, pk: int, number: int) -> Any:
    """Its words are saved anew, as the newest revision."""
    found = _found(request, pk, number)
    actions.restore_revision(text_for(request, pk), found, by=request.user)
    return shown_again(request, pk)


def _found(request: ApiRequest, pk: int, number: int) -> Revision:
    rows = Revision.objects.of(text_for(request, pk)).select_related("author")
    return get_object_or_404(rows, number=number)
