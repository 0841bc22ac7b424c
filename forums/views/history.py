"""What a post has said before."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import public
from forums.history import changes, versions_of
from forums.models import Post, PostRevision
from forums.views.answering import crumbs


@public
@require_safe
def history(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponse:
    """For whoever sees the post: of one that is hidden, few do."""
    posts = Post.objects.visible_to(request.user).with_topic()
    post = get_object_or_404(posts, topic__pk=pk, number=number)
    versions = versions_of(post)
    after = _chosen(versions, request.GET.get("after"), versions[-1])
    before = _chosen(versions, request.GET.get("before"), versions[-2:][0])
    context = {
        "post": post,
        "crumbs": crumbs(post.topic.forum, post.topic, here=_("Versions")),
        "versions": versions[::-1],
        "before": before,
        "after": after,
        "found": changes(before, after),
    }
    return render(request, "forums/history.html", context)


def _chosen(
    versions: list[PostRevision], wanted: str | None, otherwise: PostRevision
) -> PostRevision:
    return next((each for each in versions if str(each.number) == wanted), otherwise)
