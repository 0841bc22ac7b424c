"""The topics of a tag, wherever they stand."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.access import SignedInRequest, Viewer, public, signed_in
from core.page_cache import keep
from core.pagination import paginate
from forums.models import Topic
from forums.views.answering import crumbs
from forums.views.listing import LISTS
from notifications.following import follow_context
from notifications.views.following import follow_thing, unfollow_thing
from tickets.models import Tag


@public
@require_safe
def tag(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    found = _found(request.user, pk)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    topics = Topic.objects.visible_to(request.user).filter(tags=found).for_list()
    context = {
        "tag": found,
        "crumbs": crumbs(here=found.name),
        "page": paginate(request, topics, order=["-latest_at", "-pk"]),
        "follow": follow_context(found, request.user),
    }
    return keep(render(request, "forums/tag.html", context), *LISTS, "brand")


@signed_in
@require_POST
def follow(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    return follow_thing(request, _found(request.user, pk))


@signed_in
@require_POST
def unfollow(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    return unfollow_thing(request, _found(request.user, pk))


def _found(viewer: Viewer, pk: int) -> Tag:
    return get_object_or_404(Tag.objects.visible_to(viewer), pk=pk)
