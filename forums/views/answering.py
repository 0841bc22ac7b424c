"""How the views of this app answer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import SignedInRequest, Viewer
from core.ratelimit import is_over_limit
from forums.models import Forum, Topic
from forums.permissions import is_agent


def crumbs(*things: Forum | Topic, here: str) -> list[tuple[str, str]]:
    """The way from the forums over these things to this page."""
    start = (_("Forums"), reverse("forums:home"))
    way = [(str(thing), thing.get_absolute_url()) for thing in things]
    return [start, *way, (here, "")]


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty POST, too, is one that has to be answered."""
    return request.POST if request.method == "POST" else None


def require(is_allowed: bool) -> None:
    """What may be seen but not done is refused with 403."""
    if not is_allowed:
        raise PermissionDenied


def is_too_fast(action: str, user: Viewer, *, limit: int, seconds: int) -> bool:
    """Staff answer many people in a row, so they are not held back."""
    if is_agent(user):
        return False
    return is_over_limit(f"forums.{action}", str(user.pk), limit=limit, seconds=seconds)


def refuse(form: BaseForm) -> None:
    form.add_error(
        None,
        _("That was a lot in a short time. Your text is kept: try again in a minute."),
    )


def with_retry_after(response: HttpResponse, seconds: int) -> HttpResponse:
    response.status_code = 429
    response["Retry-After"] = str(seconds)
    return response


def follow_answer(
    request: SignedInRequest, target: Forum | Topic, *, is_following: bool
) -> HttpResponse:
    if not getattr(request, "htmx", False):
        return redirect(target)
    context = {
        "is_following": is_following,
        "follow_url": target.get_absolute_url() + "follow/",
        "unfollow_url": target.get_absolute_url() + "unfollow/",
    }
    return render(request, "forums/_follow.html", context)


def form_answer(
    request: HttpRequest, template: str, context: dict[str, Any], form: BaseForm
) -> HttpResponse:
    """The page of a form, with 422 where what was sent did not pass."""
    status = 422 if form.is_bound else 200
    return render(request, template, {**context, "form": form}, status=status)
