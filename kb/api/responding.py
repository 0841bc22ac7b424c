"""What readers say to an article: votes, comments, and that they follow it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.responses import Status

from accounts.api import ApiRequest, PersonOut, TooManyError
from core.answering import require
from core.api import Given, cleaned, once_key, page_of
from kb import actions
from kb.api import shapes
from kb.api.finding import article_seen, read, shown_again, write
from kb.forms import CommentForm, VoteForm
from kb.limits import wait_for
from kb.models import ArticleComment
from kb.permissions import can_comment, can_follow, can_hide_comment, can_vote
from notifications.actions import unwatch, watch

router = Router(tags=["Articles"])


class VoteIn(Given):
    helpful: bool
    # after a no: what was missing
    missing: str = ""


class CommentIn(Given):
    body: str
    client_key: UUID | None = None


class CommentOut(Schema):
    id: int
    author: PersonOut
    body: str
    # published, held or hidden
    state: str
    created_at: datetime


class CommentsOut(Schema):
    items: list[CommentOut]
    next: str | None
    previous: str | None


@router.post(
    "/articles/{int:pk}/vote",
    auth=write,
    response=shapes.Seen,
    url_name="vote",
    summary="Say whether it helped",
)
def vote(request: ApiRequest, pk: int, given: VoteIn) -> Any:
    """Once for each revision that was live; the last word counts."""
    article = article_seen(request, pk)
    require(can_vote(request.user, article))
    sent = {"helpful": "yes" if given.helpful else "no", "missing": given.missing}
    clean = cleaned(VoteForm(sent))
    if seconds := wait_for("vote", str(request.user.pk)):
        raise TooManyError(seconds)
    actions.vote(article, person=request.user, **clean)
    return shown_again(request, pk)


@router.post(
    "/articles/{int:pk}/follow",
    auth=write,
    response=shapes.Seen,
    url_name="follow-article",
    summary="Follow an article",
)
def follow(request: ApiRequest, pk: int) -> Any:
    """Its person hears of significant changes."""
    article = article_seen(request, pk)
    require(can_follow(request.user, article))
    watch(article, person=request.user)
    return shown_again(request, pk)


@router.post(
    "/articles/{int:pk}/unfollow",
    auth=write,
    response=shapes.Seen,
    url_name="unfollow-article",
    summary="No longer follow an article",
)
def unfollow(request: ApiRequest, pk: int) -> Any:
    unwatch(article_seen(request, pk), person=request.user)
    return shown_again(request, pk)


@router.get(
    "/articles/{int:pk}/comments",
    auth=read,
    response=CommentsOut,
    url_name="comments",
    summary="List comments",
)
def comments(request: ApiRequest, pk: int, limit: int = Query(25, ge=1, le=100)) -> Any:
    """The oldest first; held and hidden ones for their authors and staff."""
    rows = article_seen(request, pk).comments.shown_to(request.user).for_page()
    return page_of(request, rows, order=["pk"], limit=limit)


@router.post(
    "/articles/{int:pk}/comments",
    auth=write,
    response={201: CommentOut},
    url_name="comment",
    summary="Comment",
)
def comment(request: ApiRequest, pk: int, given: CommentIn) -> Any:
    article = article_seen(request, pk)
    require(can_comment(request.user, article))
    key = once_key(request, given.client_key)
    clean = cleaned(CommentForm(given.dict() | {"client_key": key}))
    if seconds := wait_for("comment", str(request.user.pk)):
        raise TooManyError(seconds)
    return Status(201, actions.add_comment(article, by=request.user, **clean))


@router.post(
    "/articles/{int:pk}/comments/{int:comment}/hide",
    auth=write,
    response=CommentOut,
    url_name="hide-comment",
    summary="Hide a comment",
)
def hide_comment(request: ApiRequest, pk: int, comment: int) -> Any:
    """For agents, as is showing it again."""
    found = _found(request, pk, comment)
    actions.hide_comment(found, by=request.user)
    return found


@router.post(
    "/articles/{int:pk}/comments/{int:comment}/restore",
    auth=write,
    response=CommentOut,
    url_name="restore-comment",
    summary="Show a comment again",
)
def restore_comment(request: ApiRequest, pk: int, comment: int) -> Any:
    found = _found(request, pk, comment)
    actions.restore_comment(found, by=request.user)
    return found


def _found(request: ApiRequest, pk: int, comment: int) -> ArticleComment:
    rows = article_seen(request, pk).comments.shown_to(request.user).for_page()
    found = get_object_or_404(rows, pk=comment)
    require(can_hide_comment(request.user, found))
    return found
