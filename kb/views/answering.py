"""How the views of this app answer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render


def require(is_allowed: bool) -> None:
    """What may be seen but not done is refused with 403."""
    if not is_allowed:
        raise PermissionDenied


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty POST, too, is one that has to be answered."""
    return request.POST if request.method == "POST" else None


def form_answer(
    request: HttpRequest, template: str, context: dict[str, Any], form: BaseForm
) -> HttpResponse:
    """The page of a form, with 422 where what was sent did not pass."""
    status = 422 if form.is_bound else 200
    return render(request, template, {**context, "form": form}, status=status)
