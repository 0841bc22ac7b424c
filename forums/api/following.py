"""Who hears of a forum, a topic, a tag, or of what somebody writes."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router

from accounts.api import ApiRequest, PersonOut
from accounts.models import User
from accounts.permissions import can_follow
from core.answering import require
from core.api import cleaned
from forums.api import shapes
from forums.api.finding import forum_seen, topic_seen, write
from notifications.actions import follow, unwatch
from notifications.forms import FollowForm
from tickets.models import Tag

router = Router(tags=["Forums"], auth=write)
FOLLOW = shapes.FollowIn()


@router.post(
    "/forums/{slug}/follow",
    response=shapes.ForumOut,
    url_name="follow-forum",
    summary="Follow a forum",
)
def follow_forum(
    request: ApiRequest, slug: str, given: shapes.FollowIn = FOLLOW
) -> Any:
    """Its person hears of new topics; `mail` says how."""
    found = forum_seen(request, slug)
    clean = cleaned(FollowForm(given.dict()))
    follow(found, person=request.user, **clean)
    return found


@router.post(
    "/forums/{slug}/unfollow",
    response=shapes.ForumOut,
    url_name="unfollow-forum",
    summary="No longer follow a forum",
)
def unfollow_forum(request: ApiRequest, slug: str) -> Any:
    found = forum_seen(request, slug)
    unwatch(found, person=request.user)
    return found


@router.post(
    "/topics/{int:pk}/follow",
    response=shapes.ReadTopicOut,
    url_name="follow-topic",
    summary="Follow a topic",
)
def follow_topic(request: ApiRequest, pk: int, given: shapes.FollowIn = FOLLOW) -> Any:
    """Its person hears of what is written in it; `mail` says how."""
    found = topic_seen(request, pk)
    clean = cleaned(FollowForm(given.dict()))
    follow(found, person=request.user, **clean)
    return found


@router.post(
    "/topics/{int:pk}/unfollow",
    response=shapes.ReadTopicOut,
    url_name="unfollow-topic",
    summary="No longer follow a topic",
)
def unfollow_topic(request: ApiRequest, pk: int) -> Any:
    found = topic_seen(request, pk)
    unwatch(found, person=request.user)
    return found


@router.post(
    "/tags/{int:pk}/follow",
    response=shapes.TagOut,
    url_name="follow-tag",
    summary="Follow a tag",
)
def follow_tag(request: ApiRequest, pk: int, given: shapes.FollowIn = FOLLOW) -> Any:
    """Its person hears of topics that bear it."""
    found = get_object_or_404(Tag.objects.visible_to(request.user), pk=pk)
    clean = cleaned(FollowForm(given.dict()))
    follow(found, person=request.user, **clean)
    return found


@router.post(
    "/tags/{int:pk}/unfollow",
    response=shapes.TagOut,
    url_name="unfollow-tag",
    summary="No longer follow a tag",
)
def unfollow_tag(request: ApiRequest, pk: int) -> Any:
    found = get_object_or_404(Tag.objects.visible_to(request.user), pk=pk)
    unwatch(found, person=request.user)
    return found


@router.post(
    "/members/{int:pk}/follow",
    response=PersonOut,
    url_name="follow-member",
    summary="Follow a person",
)
def follow_member(request: ApiRequest, pk: int, given: shapes.FollowIn = FOLLOW) -> Any:
    """Hear of what she writes in the forums, where one may read it."""
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require(can_follow(request.user, found))
    clean = cleaned(FollowForm(given.dict()))
    follow(found, person=request.user, **clean)
    return found


@router.post(
    "/members/{int:pk}/unfollow",
    response=PersonOut,
    url_name="unfollow-member",
    summary="No longer follow a person",
)
def unfollow_member(request: ApiRequest, pk: int) -> Any:
    found = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    unwatch(found, person=request.user)
    return found
