"""What is written in a topic."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router
from ninja.responses import Status

from accounts.api import ApiRequest, Token, TooManyError
from accounts.models import ApiToken
from core.answering import require
from core.api import once_key, page_of
from forums import actions
from forums.actions import tickets
from forums.actions.asking_back import add_reply
from forums.api import shapes
from forums.api.finding import allowed, post_seen, posts_seen, read, topic_for, write
from forums.forms import EditPostForm, PostForm
from forums.history import versions_of
from forums.limits import wait_for
from forums.merged import key_now
from forums.permissions import can_edit_post, can_like, can_make_ticket, can_post
from forums.trust import refuses, refuses_words

router = Router(tags=["Forums"])


@router.get(
    "/topics/{int:pk}/posts",
    auth=read,
    response=shapes.PostsOut,
    url_name="posts",
    summary="List posts",
)
def posts(request: ApiRequest, pk: int, limit: int = Query(25, ge=1, le=100)) -> Any:
    """From the first on, held, hidden and deleted ones for their authors and those who
    look after the forum.
    """
    found = topic_for(request, key_now(pk))
    rows = posts_seen(request).filter(topic=found)
    return page_of(request, rows, order=["number"], limit=limit)


@router.get(
    "/topics/{int:pk}/posts/{int:number}",
    auth=read,
    response=shapes.PostOut,
    url_name="post",
    summary="A post",
)
def post(request: ApiRequest, pk: int, number: int) -> Any:
    return post_seen(request, pk, number)


@router.get(
    "/topics/{int:pk}/posts/{int:number}/versions",
    auth=read,
    response=list[shapes.VersionOut],
    url_name="post-versions",
    summary="What a post said before",
)
def versions(request: ApiRequest, pk: int, number: int) -> Any:
    """From the first on."""
    return versions_of(post_seen(request, pk, number))


@router.post(
    "/topics/{int:pk}/posts",
    auth=write,
    response={201: shapes.PostOut},
    url_name="new-post",
    summary="Reply in a topic",
)
def new_post(request: ApiRequest, pk: int, given: shapes.PostIn) -> Any:
    found = topic_for(request, key_now(pk))
    require(can_post(request.user, found))
    key = once_key(request, given.client_key)
    form = PostForm(given.dict() | {"client_key": key}, user=request.user)
    clean = allowed(form, request, refuses)
    if seconds := wait_for("post", request):
        raise TooManyError(seconds)
    made = add_reply(found, by=request.user, **clean)
    return Status(201, post_seen(request, made.topic_id, made.number))


@router.post(
    "/topics/{int:pk}/posts/{int:number}/like",
    auth=write,
    response=shapes.PostOut,
    url_name="like-post",
    summary="Like a post",
)
def like(request: ApiRequest, pk: int, number: int) -> Any:
    found = post_seen(request, pk, number)
    require(can_like(request.user, found))
    if seconds := wait_for("like", request):
        raise TooManyError(seconds)
    actions.like_post(found, by=request.user)
    return post_seen(request, pk, number)


@router.post(
    "/topics/{int:pk}/posts/{int:number}/make-ticket",
    auth=Token(ApiToken.Scope.WRITE_FORUMS, ApiToken.Scope.WRITE_TICKETS),
    response=shapes.TicketOut,
    url_name="make-ticket",
    summary="Make a ticket of a post",
)
def make_ticket(request: ApiRequest, pk: int, number: int) -> Any:
    """For agents, of what a customer wrote; for the author of a question that has
    waited too long. Asked again it is the same ticket.
    """
    found = post_seen(request, pk, number)
    require(can_make_ticket(request.user, found))
    made = tickets.make_ticket(found, by=request.user)
    return {"ticket": made.pk}


@router.post(
    "/topics/{int:pk}/posts/{int:number}",
    auth=write,
    response=shapes.PostOut,
    url_name="edit-post",
    summary="Edit a post",
)
def edit_post(
    request: ApiRequest, pk: int, number: int, given: shapes.EditPostIn
) -> Any:
    """For its author within seven days, and for agents."""
    found = post_seen(request, pk, number)
    require(can_edit_post(request.user, found))
    form = EditPostForm(given.dict(), user=request.user)
    clean = allowed(form, request, refuses_words)
    if seconds := wait_for("edit", request):
        raise TooManyError(seconds)
    actions.edit_post(found, by=request.user, **clean)
    return post_seen(request, pk, number)
