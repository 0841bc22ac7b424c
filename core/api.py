"""What the API's routers share: bodies, pages, keys, and input that forms refuse."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja import Schema
from ninja.parser import Parser
from pydantic import ConfigDict

from core.pagination import paginate

FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
KEY_LENGTH = 200


class InvalidError(Exception):
    """Input that cannot be meant: field → messages; answered with 422."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        self.errors = errors
        super().__init__(errors)


class Given(Schema):
    """Fields that nobody declared are refused, not ignored."""

    model_config = ConfigDict(extra="forbid")


class ConflictError(Exception):
    """Others set the same since it was read: field → what it is; answered with 409."""

    def __init__(self, now: dict[str, Any]) -> None:
        self.now = now
        super().__init__(now)


class BodyParser(Parser):
    """JSON, or a form where files come along."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type in FORMS:
            return request.POST.dict()
        given = super().parse_body(request)
        # half of a surrogate pair, which JSON can spell and no database takes, raises
        json.dumps(given, ensure_ascii=False).encode()
        return given


def cleaned(form: BaseForm) -> dict[str, Any]:
    """What the form makes of it; the same forms clean the pages' input."""
    if form.is_valid():
        return form.cleaned_data
    raise InvalidError(
        {name: [str(each) for each in said] for name, said in form.errors.items()}
    )


def files_of(request: HttpRequest) -> MultiValueDict[str, UploadedFile]:
    return request.FILES


def once_key(request: HttpRequest, client_key: UUID | None) -> UUID:
    """One thing for one key, however often the call is tried.

    A key is its person's own and good for one address: nobody can ask by a key of hers
    what somebody else has made with it.
    """
    given = request.headers.get("Idempotency-Key") or client_key
    if not given:
        return uuid4()
    if len(str(given)) > KEY_LENGTH:
        raise InvalidError({"Idempotency-Key": ["At most 200 characters."]})
    return uuid5(NAMESPACE_URL, f"{request.user.pk}\0{request.path}\0{given}")


def page_of(
    request: HttpRequest, rows: QuerySet[Any], *, order: Sequence[str], limit: int
) -> dict[str, Any]:
    """A page by key, with the absolute addresses of its neighbours."""
    page = paginate(request, rows, order=order, size=limit)
    return {
        "items": page.rows,
        "next": _absolute(page.next_url),
        "previous": _absolute(page.previous_url),
    }


def _absolute(path: str) -> str | None:
    return f"{settings.SITE_URL}{path}" if path else None
