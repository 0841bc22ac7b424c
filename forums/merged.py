"""Where the addresses of merged topics lead."""

from __future__ import annotations

from django.http import HttpRequest

from activity.models import Event
from core.access import Viewer
from forums.models import POSTS_PER_PAGE, Post, Topic


def key_now(pk: int) -> int:
    """Of the topic in which its posts stand, and what hangs on them."""
    merged = Topic.objects.filter(pk=pk, merged_into__isnull=False)
    return merged.values_list("merged_into", flat=True).first() or pk


def place_of_merged(request: HttpRequest, pk: int) -> str:
    """Of its posts on the page that is asked for, the first; "" where it is no such
    topic, or the one that it went into is not seen.
    """
    merged = Topic.objects.filter(pk=pk, visibility=Topic.Visibility.MERGED).first()
    if merged is None:
        return ""
    page = request.GET.get("page", "")
    is_number = page.isascii() and page.isdigit() and len(page) < 9
    first = POSTS_PER_PAGE * (max(int(page), 1) - 1 if is_number else 0) + 1
    return _place(request.user, merged, first)


def _place(viewer: Viewer, merged: Topic, number: int) -> str:
    into = (
        Topic.objects.visible_to(viewer).filter(pk=merged.merged_into_id or 0).first()
    )
    if into is None:
        return ""
    event = Event.objects.related_to(merged).get(verb="topic.merged")
    number = min(event.data["after"] + number, into.last_number)
    return Post(topic=into, number=number).get_absolute_url()
