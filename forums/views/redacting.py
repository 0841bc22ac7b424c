"""An agent takes the words of a post away for good."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import SignedInRequest, signed_in
from core.answering import require
from forums.actions.redacting import redact_post
from forums.mentions import quoting
from forums.models import Post
from forums.permissions import can_redact
from forums.views.answering import crumbs


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def redact(request: SignedInRequest, pk: int, slug: str, number: int) -> HttpResponse:
    posts = Post.objects.visible_to(request.user).with_topic()
    post = get_object_or_404(posts, topic__pk=pk, number=number)
    require(can_redact(request.user, post))
    if request.method == "POST":
        redact_post(post, by=request.user)
        return redirect(post)
    way = crumbs(post.topic.forum, post.topic, here=_("Redact"))
    context = {"post": post, "crumbs": way, "quoting": quoting(post)}
    return render(request, "forums/moderation/redact.html", context)
