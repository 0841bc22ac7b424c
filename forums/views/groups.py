"""The groups of forums as an administrator arranges them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.access import SignedInRequest, admin_only
from core.answering import form_answer, posted
from forums.actions import create_group, delete_group, raise_group, rename_group
from forums.forms import ForumGroupForm
from forums.models import ForumGroup

PAGE = "forums/settings/edit.html"


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    form = ForumGroupForm(*posted(request))
    if not form.is_valid():
        return form_answer(request, PAGE, _page(_("New group")), form)
    create_group(by=request.user, **form.cleaned_data)
    return redirect("forum_settings:list")


@admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(ForumGroup, pk=pk)
    title = group.title
    form = ForumGroupForm(*posted(request), instance=group)
    if not form.is_valid():
        return form_answer(request, PAGE, _page(title), form)
    stored = ForumGroup.objects.get(pk=pk)  # the form has written on the other
    rename_group(stored, by=request.user, **form.cleaned_data)
    return redirect("forum_settings:list")


@admin_only
@require_POST
def raise_(request: SignedInRequest, pk: int) -> HttpResponse:
    raise_group(get_object_or_404(ForumGroup, pk=pk), by=request.user)
    return redirect("forum_settings:list")


@admin_only
@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """An empty group goes; one with forums stays, and the page says why."""
    group = get_object_or_404(ForumGroup, pk=pk)
    if not delete_group(group, by=request.user):
        text = _("“%(title)s” holds forums. Put them into other groups first.")
        messages.error(request, text % {"title": group.title})
    return redirect("forum_settings:list")


def _page(here: str) -> dict[str, object]:
    way = [(_("Forums"), reverse("forum_settings:list")), (here, "")]
    return {"here": here, "crumbs": way}
