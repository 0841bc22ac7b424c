"""The forums and what stands in each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from core.access import SignedInRequest, public, signed_in
from core.page_cache import keep
from core.pagination import paginate
from forums.models import Forum, Topic
from forums.permissions import can_start_any_topic
from forums.views.answering import crumbs
from notifications.following import follow_context
from notifications.views.following import follow_thing, unfollow_thing

TABS = {
    "active": (_("Active"), ("-is_pinned", "-latest_at", "-pk")),
    "new": (_("New"), ("-is_pinned", "-created_at", "-pk")),
    "unanswered": (_("Unanswered"), ("-is_pinned", "-created_at", "-pk")),
}


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    forums = Forum.objects.visible_to(request.user).with_latest_topic()
    response = render(request, "forums/home.html", {"forums": forums})
    return keep(response, "forums", "brand")


@public
@require_safe
def forum(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Forum.objects.visible_to(request.user), slug=slug)
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "active"
    topics = Topic.objects.filter(forum=found).visible_to(request.user).for_list()
    if tab == "unanswered":
        topics = topics.unanswered()
    context = {
        "forum": found,
        "crumbs": crumbs(here=found.title),
        "page": paginate(request, topics, order=TABS[tab][1]),
        "tabs": [(key, label) for key, (label, _order) in TABS.items()],
        "tab": tab,
        "may_start": _may_start(request, found),
        "follow": follow_context(found, request.user),
    }
    response = render(request, "forums/forum.html", context)
    return keep(response, "forums", "brand")


@signed_in
@require_POST
def follow(request: SignedInRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Forum.objects.visible_to(request.user), slug=slug)
    return follow_thing(request, found)


@signed_in
@require_POST
def unfollow(request: SignedInRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Forum.objects.visible_to(request.user), slug=slug)
    return unfollow_thing(request, found)


def _may_start(request: HttpRequest, forum: Forum) -> bool:
    """Visitors may begin to write; they are asked who they are when they post."""
    if request.user.is_authenticated:
        return can_start_any_topic(request.user, forum)
    return set(forum.kinds) != {Topic.Kind.ANNOUNCEMENT}
