"""Words that many articles show."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from ninja.responses import Status

from accounts.api import ApiRequest
from core.answering import require
from core.api import Given, InvalidError, cleaned, page_of
from kb.actions.snippets import TooLongWithItError, delete_snippet, save_snippet
from kb.api.finding import read, write
from kb.forms.snippet import SnippetForm
from kb.models import Snippet
from kb.permissions import can_change_snippet, can_write

router = Router(tags=["Snippets"])


class SnippetOut(Schema):
    id: int
    # texts ask for it by that
    name: str
    language: str
    body: str
    # how many articles show it
    use_count: int


class SnippetsOut(Schema):
    items: list[SnippetOut]
    next: str | None
    previous: str | None


class ChangeSnippetIn(Given):
    body: str


class SnippetIn(ChangeSnippetIn):
    name: str
    language: str = ""


@router.get(
    "/snippets",
    auth=read,
    response=SnippetsOut,
    url_name="snippets",
    summary="List snippets",
)
def snippets(request: ApiRequest, limit: int = Query(25, ge=1, le=100)) -> Any:
    """For writers, as all of this."""
    order = ["name", "language", "pk"]
    return page_of(request, _rows(request), order=order, limit=limit)


@router.post(
    "/snippets",
    auth=write,
    response={201: SnippetOut},
    url_name="new-snippet",
    summary="Write a snippet",
)
def new_snippet(request: ApiRequest, given: SnippetIn) -> Any:
    """Its name and language are its key: made again it is refused."""
    require(can_write(request.user))
    clean = cleaned(SnippetForm(given.dict(), user=request.user))
    return Status(201, _save(request, **clean))


@router.get(
    "/snippets/{int:pk}",
    auth=read,
    response=SnippetOut,
    url_name="snippet",
    summary="A snippet",
)
def snippet(request: ApiRequest, pk: int) -> Any:
    return _found(request, pk)


@router.post(
    "/snippets/{int:pk}",
    auth=write,
    response=SnippetOut,
    url_name="edit-snippet",
    summary="Change a snippet",
)
def edit_snippet(request: ApiRequest, pk: int, given: ChangeSnippetIn) -> Any:
    """What shows it shows the new words at once; of what readers see, for reviewers."""
    found = _to_change(request, pk)
    form = SnippetForm(given.dict(), instance=copy(found), user=request.user)
    return _save(request, name=found.name, language=found.language, **cleaned(form))


@router.post(
    "/snippets/{int:pk}/delete",
    auth=write,
    response=SnippetOut,
    url_name="delete-snippet",
    summary="Delete a snippet",
)
def delete(request: ApiRequest, pk: int) -> Any:
    """409 where articles show it. The answer is what it was."""
    found = _to_change(request, pk)
    told = SnippetOut.from_orm(found)
    if not delete_snippet(found, by=request.user):
        raise HttpError(409, "Articles show it still.")
    return told


def _save(request: ApiRequest, **given: str) -> Snippet:
    try:
        saved = save_snippet(by=request.user, **given)
    except TooLongWithItError as error:
        told = f"With it “{error.text.title}” would be longer than 64 KB."
        raise InvalidError({"body": [told]}) from error
    return _found(request, saved.pk)


def _to_change(request: ApiRequest, pk: int) -> Snippet:
    found = _found(request, pk)
    require(can_change_snippet(request.user, found))
    return found


def _found(request: ApiRequest, pk: int) -> Snippet:
    return get_object_or_404(_rows(request), pk=pk)


def _rows(request: ApiRequest) -> Any:
    require(can_write(request.user))
    return Snippet.objects.visible_to(request.user).with_use_count()
