"""The tags that there are: a page of them, and what a box for tags suggests."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import SignedInRequest, desk
from core.pagination import paginate
from tickets.models import Tag

SUGGESTED = 8


@desk
@require_safe
def tags(request: SignedInRequest) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        page = paginate(request, Tag.objects.in_use(), order=("name",), size=200)
        return render(request, "desk/tags.html", {"page": page})
    typed = str(next(iter(request.GET.values()), ""))
    context = {"suggested": suggestions(typed)}
    return render(request, "desk/_tag_names.html", context)


def suggestions(typed: str) -> list[str]:
    """The whole text of the box, with its last tag completed."""
    before, comma, begun = typed[:500].rpartition(",")
    begun = " ".join(begun.lower().split())
    if not begun:
        return []
    there = {name.strip().lower() for name in before.split(",")}
    names = Tag.objects.filter(name__startswith=begun).exclude(name__in=there)
    start = f"{before}{comma} " if comma else ""
    return [f"{start}{tag.name}" for tag in names[:SUGGESTED]]
