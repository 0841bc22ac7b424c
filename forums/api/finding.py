"""The rows that a token leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.shortcuts import get_object_or_404

from accounts.api import ApiRequest, Token
from accounts.models import ApiToken, User
from core.api import cleaned
from forums.actions.pictures import with_pictures
from forums.models import Forum, Post, Topic
from forums.querysets import PostQuerySet, TopicQuerySet

read, write = Token(ApiToken.Scope.READ_FORUMS), Token(ApiToken.Scope.WRITE_FORUMS)


def forum_seen(request: ApiRequest, slug: str) -> Forum:
    # PostgreSQL would not even look for a NUL
    known = slug.replace("\x00", " ")
    return get_object_or_404(Forum.objects.visible_to(request.user), slug=known)


def topics_seen(request: ApiRequest) -> TopicQuerySet:
    rows = Topic.objects.visible_to(request.user).for_list()
    return rows.select_related("accepted_post").prefetch_related("tags")


def topic_for(request: ApiRequest, pk: int) -> Topic:
    """With what a command takes: half the time of what is answered."""
    return get_object_or_404(Topic.objects.visible_to(request.user).for_list(), pk=pk)


def topic_seen(request: ApiRequest, pk: int) -> Topic:
    """Also after something was done to it."""
    return get_object_or_404(topics_seen(request).for_detail(request.user), pk=pk)


def post_seen(request: ApiRequest, pk: int, number: int) -> Post:
    return get_object_or_404(posts_seen(request), topic__pk=pk, number=number)


def allowed(
    form: Form, request: ApiRequest, refuses: Callable[[Form, User], bool]
) -> dict[str, Any]:
    """What the form makes of the words, where her level of trust lets them stand."""
    cleaned(form)
    refuses(form, request.user)  # which says so on the form
    return with_pictures(cleaned(form), by=request.user)


def posts_seen(request: ApiRequest) -> PostQuerySet:
    rows = Post.objects.visible_to(request.user)
    return rows.with_topic().for_page(request.user)
