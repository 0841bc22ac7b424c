"""What somebody follows. Each thing's own address takes `follow`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from accounts.api import ApiRequest, Token
from core.api import Given, cleaned, page_of
from notifications.actions import choose_mail, forget_watch
from notifications.forms import FollowForm
from notifications.models import Watch
from notifications.querysets import WatchQuerySet

router = Router(tags=["Following"], auth=Token())


class FollowedOut(Schema):
    """By its number alone: whether a token reads such things its scopes say."""

    id: int
    # topic, forum, article, tag, user, ticket, …
    kind: str
    target: int
    # instant, daily, weekly or none; empty: as for all that she follows
    mail: str
    created_at: datetime

    @staticmethod
    def resolve_kind(watch: Watch) -> str:
        return watch.target_type.model

    @staticmethod
    def resolve_target(watch: Watch) -> int:
        return watch.target_id


class FollowingOut(Schema):
    items: list[FollowedOut]
    next: str | None
    previous: str | None


class MailIn(Given):
    mail: str


@router.get(
    "/following",
    response=FollowingOut,
    url_name="following",
    summary="What one follows",
)
def following(request: ApiRequest, limit: int = Query(25, ge=1, le=100)) -> Any:
    """The latest first."""
    return page_of(request, _hers(request), order=["-id"], limit=limit)


@router.post(
    "/following/{int:pk}",
    response=FollowedOut,
    url_name="choose-mail",
    summary="Say how to hear of it",
)
def choose(request: ApiRequest, pk: int, given: MailIn) -> Any:
    found = get_object_or_404(_hers(request), pk=pk)
    choose_mail(found, **cleaned(FollowForm(given.dict())))
    return _hers(request).get(pk=pk)


@router.post(
    "/following/{int:pk}/unfollow",
    response=FollowedOut,
    url_name="forget-watch",
    summary="Follow it no longer",
)
def unfollow(request: ApiRequest, pk: int) -> Any:
    """The answer is what it was."""
    found = get_object_or_404(_hers(request), pk=pk)
    was = FollowedOut.from_orm(found)
    forget_watch(found)
    return was


def _hers(request: ApiRequest) -> WatchQuerySet:
    return Watch.objects.visible_to(request.user).select_related("target_type")
