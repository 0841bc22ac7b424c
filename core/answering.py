"""How a view takes a form, and answers one that did not pass."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from core.typed import refill

Posted = tuple[QueryDict | None, MultiValueDict[str, UploadedFile] | None]


def posted(request: HttpRequest) -> Posted:
    """Data and files, for `SomeForm(*posted(request))`.

    An empty POST, too, is one that has to be answered: the form says what is missing.
    """
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def require(is_allowed: bool) -> None:
    """What may be seen but not done is refused with 403."""
    if not is_allowed:
        raise PermissionDenied


def form_answer(
    request: HttpRequest, template: str, context: dict[str, Any], form: BaseForm
) -> HttpResponse:
    """The page of a form, with 422 where what was sent did not pass."""
    status = 422 if form.is_bound else 200
    refill(request, form, request.path)
    return render(request, template, {**context, "form": form}, status=status)


def refuse_haste(form: BaseForm) -> None:
    """Say on the form that it came too soon; what was typed stays in it."""
    form.add_error(
        None,
        _("That was a lot in a short time. Your text is kept: try again in a while."),
    )


def too_soon(response: HttpResponse, *, seconds: int) -> HttpResponse:
    """The page of a form that was refused for haste."""
    response.status_code = 429
    response["Retry-After"] = str(seconds)
    return response
