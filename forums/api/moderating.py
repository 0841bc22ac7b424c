"""Verbs without fields: whoever may does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ninja import Router

from accounts.api import ApiRequest
from core.access import Viewer
from core.answering import require
from core.api import cleaned
from forums import actions
from forums import permissions as may
from forums.actions.redacting import redact_post, redact_title
from forums.api import shapes
from forums.api.finding import post_seen, topic_for, topic_seen, write
from forums.forms import HidePostForm
from forums.models import Post, Topic

router = Router(tags=["Forums"], auth=write)


@router.post(
    "/topics/{int:pk}/posts/{int:number}/hide",
    response=shapes.PostOut,
    url_name="hide-post",
    summary="Hide a post",
)
def hide(request: ApiRequest, pk: int, number: int, given: shapes.HideIn) -> Any:
    """Its author hears the reason. The opening post takes its topic along."""
    found = post_seen(request, pk, number)
    require(may.can_hide_post(request.user, found))
    clean = cleaned(HidePostForm(given.dict()))
    actions.hide_post(found, by=request.user, **clean)
    return post_seen(request, pk, number)


def _of_topic(
    verb: str,
    summary: str,
    allowed: Callable[[Viewer, Topic], bool],
    act: Callable[..., bool],
) -> None:
    def command(request: ApiRequest, pk: int) -> Any:
        found = topic_for(request, pk)
        require(allowed(request.user, found))
        act(found, by=request.user)
        return topic_seen(request, pk)

    router.post(
        f"/topics/{{int:pk}}/{verb}",
        response=shapes.ReadTopicOut,
        url_name=f"{verb}-topic",
        operation_id=f"{verb}_topic",
        summary=summary,
    )(command)


def _of_post(
    verb: str,
    summary: str,
    allowed: Callable[[Viewer, Post], bool],
    act: Callable[..., bool],
) -> None:
    def command(request: ApiRequest, pk: int, number: int) -> Any:
        found = post_seen(request, pk, number)
        require(allowed(request.user, found))
        act(found, by=request.user)
        return post_seen(request, pk, number)

    router.post(
        f"/topics/{{int:pk}}/posts/{{int:number}}/{verb}",
        response=shapes.PostOut,
        url_name=f"{verb}-post",
        operation_id=f"{verb}_post",
        summary=summary,
    )(command)


_of_topic("tell-me", "Be told once solved", may.can_me_too, actions.tell_when_solved)
_of_topic(
    "tell-me-not", "Be told as of the rest", may.can_me_too, actions.tell_with_the_rest
)
_of_topic("lock", "Lock a topic", may.can_lock, actions.lock_topic)
_of_topic("unlock", "Unlock a topic", may.can_lock, actions.unlock_topic)
_of_topic("pin", "Pin a topic", may.can_pin, actions.pin_topic)
_of_topic("unpin", "Unpin a topic", may.can_pin, actions.unpin_topic)
_of_topic("claim", "Say that one is answering", may.can_claim, actions.claim_topic)
_of_topic("release", "Say so no longer", may.can_claim, actions.release_topic)
_of_topic("feature", "Feature a topic", may.can_feature, actions.feature_topic)
_of_topic("unfeature", "Feature it no more", may.can_feature, actions.unfeature_topic)
_of_topic("redact-title", "Take its title away", may.can_redact_title, redact_title)
_of_topic("archive", "Archive a topic", may.can_archive, actions.archive_topic)
_of_topic("unarchive", "Bring it back", may.can_archive, actions.unarchive_topic)
_of_post("unlike", "Like a post no longer", may.can_like, actions.unlike_post)
_of_post("delete", "Delete a post", may.can_delete_post, actions.delete_post)
_of_post("redact", "Take its words away", may.can_redact, redact_post)
_of_post("restore", "Show a post again", may.can_restore_post, actions.restore_post)
