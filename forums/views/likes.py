from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core.access import SignedInRequest, signed_in
from core.answering import require
from core.ratelimit import too_many
from forums import actions
from forums.limits import wait_for
from forums.models import Post
from forums.permissions import can_like
from forums.templatetags.posts import like as like_button
from forums.views.posts import post_for


@signed_in
@require_POST
def like(request: SignedInRequest, pk: int, slug: str, number: int) -> HttpResponse:
    post = post_for(request, pk, number)
    require(can_like(request.user, post))
    if seconds := wait_for("like", request):
        return too_many(request, seconds=seconds)
    actions.like_post(post, by=request.user)
    return _answer(request, post, has_like=True)


@signed_in
@require_POST
def unlike(request: SignedInRequest, pk: int, slug: str, number: int) -> HttpResponse:
    post = post_for(request, pk, number)
    require(can_like(request.user, post))
    actions.unlike_post(post, by=request.user)
    return _answer(request, post, has_like=False)


def _answer(request: SignedInRequest, post: Post, *, has_like: bool) -> HttpResponse:
    if not getattr(request, "htmx", False):
        return redirect(post)
    post.has_like = has_like
    return HttpResponse(like_button(post, post.topic, may_like=True))
