"""To follow a thing, and to say how to hear of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.access import SignedInRequest, signed_in
from core.pagination import paginate
from notifications.actions import choose_mail, follow, forget_watch, unwatch
from notifications.following import follow_context, followed
from notifications.forms import FollowForm
from notifications.models import Watch


@signed_in
@require_safe
def following(request: SignedInRequest) -> HttpResponse:
    """Everything that she follows."""
    return _list(request)


@signed_in
@require_POST
def choose(request: SignedInRequest, pk: int) -> HttpResponse:
    watch = get_object_or_404(Watch.objects.visible_to(request.user), pk=pk)
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _list(request, status=422)
    choose_mail(watch, **form.cleaned_data)
    return redirect("notifications:following")


@signed_in
@require_POST
def unfollow(request: SignedInRequest, pk: int) -> HttpResponse:
    watch = get_object_or_404(Watch.objects.visible_to(request.user), pk=pk)
    forget_watch(watch)
    return redirect("notifications:following")


def follow_thing(request: SignedInRequest, thing: Any) -> HttpResponse:
    """The answer of a view that found the thing and asked whether she may."""
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _button(request, thing, status=422)
    follow(thing, person=request.user, **form.cleaned_data)
    return _answer(request, thing)


def unfollow_thing(request: SignedInRequest, thing: Any) -> HttpResponse:
    unwatch(thing, person=request.user)
    return _answer(request, thing)


def _list(request: SignedInRequest, *, status: int = 200) -> HttpResponse:
    watches = Watch.objects.visible_to(request.user).select_related("target_type")
    page = paginate(request, watches, order=["-id"])
    context = {"page": page, "lines": followed(page.rows, request.user)}
    return render(request, "notifications/following.html", context, status=status)


def _answer(request: SignedInRequest, thing: Any) -> HttpResponse:
    if getattr(request, "htmx", False):
        return _button(request, thing)
    return redirect(thing)


def _button(request: SignedInRequest, thing: Any, *, status: int = 200) -> HttpResponse:
    context = {"follow": follow_context(thing, request.user)}
    return render(request, "ui/_follow.html", context, status=status)
