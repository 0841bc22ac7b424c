"""The forums as an administrator arranges them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from core.access import SignedInRequest, admin_only
from core.answering import form_answer, posted
from forums.actions import change_forum, create_forum, delete_forum, raise_forum
from forums.forms import ForumForm
from forums.models import Forum, ForumGroup
from forums.views.answering import grouped


@admin_only
@require_safe
def forums(request: SignedInRequest) -> HttpResponse:
    forums = Forum.objects.visible_to(request.user)
    context = {"groups": grouped(forums, ForumGroup.objects.all())}
    return render(request, "forums/settings/forums.html", context)


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    form = ForumForm(*posted(request))
    if not form.is_valid():
        context = {"here": _("New forum"), "crumbs": _way(_("New forum"))}
        return form_answer(request, "forums/settings/edit.html", context, form)
    create_forum(by=request.user, **form.cleaned_data)
    return redirect("forum_settings:list")


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, slug: str) -> HttpResponse:
    forum = get_object_or_404(Forum, slug=slug)
    title = forum.title
    form = ForumForm(*posted(request), instance=forum)
    if not form.is_valid():
        context = {"here": title, "crumbs": _way(title)}
        return form_answer(request, "forums/settings/edit.html", context, form)
    stored = Forum.objects.get(pk=forum.pk)  # the form has written on the other
    change_forum(stored, by=request.user, **form.cleaned_data)
    return redirect("forum_settings:list")


@admin_only
@require_POST
def raise_(request: SignedInRequest, slug: str) -> HttpResponse:
    raise_forum(get_object_or_404(Forum, slug=slug), by=request.user)
    return redirect("forum_settings:list")


@admin_only
@require_POST
def delete(request: SignedInRequest, slug: str) -> HttpResponse:
    """An empty forum goes; one with topics stays, and the page says why."""
    forum = get_object_or_404(Forum, slug=slug)
    if not delete_forum(forum, by=request.user):
        text = _("“%(title)s” holds topics. Move them first, the hidden ones as well.")
        messages.error(request, text % {"title": forum.title})
    return redirect("forum_settings:list")


def _way(here: str) -> list[tuple[str, str]]:
    return [(_("Forums"), reverse("forum_settings:list")), (here, "")]
