"""Commands on a topic: its answer, who has it too, its state, tags and place."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Router

from accounts.api import ApiRequest, TooManyError
from core.answering import require
from core.api import InvalidError, cleaned
from forums import actions
from forums import permissions as may
from forums.actions.tags import tag_topic
from forums.api import shapes
from forums.api.finding import topic_for, topic_seen, write
from forums.forms import MoveForm, StateForm, TopicTagsForm
from forums.limits import wait_for
from forums.models import Forum

router = Router(tags=["Forums"], auth=write)


@router.post(
    "/topics/{int:pk}/me-too",
    response=shapes.ReadTopicOut,
    url_name="me-too",
    summary="Say that one has it too",
)
def me_too(request: ApiRequest, pk: int) -> Any:
    """Of a question, an idea or a problem that is not settled."""
    found = topic_for(request, pk)
    require(may.can_me_too(request.user, found))
    if seconds := wait_for("me_too", request):
        raise TooManyError(seconds)
    actions.press_me_too(found, by=request.user)
    return topic_seen(request, pk)


@router.post(
    "/topics/{int:pk}/undo-me-too",
    response=shapes.ReadTopicOut,
    url_name="undo-me-too",
    summary="No longer have it",
)
def undo_me_too(request: ApiRequest, pk: int) -> Any:
    found = topic_for(request, pk)
    require(may.can_me_too(request.user, found))
    actions.withdraw_me_too(found, by=request.user)
    return topic_seen(request, pk)


@router.post(
    "/topics/{int:pk}/accept",
    response=shapes.ReadTopicOut,
    url_name="accept",
    summary="Accept an answer",
)
def accept(request: ApiRequest, pk: int, given: shapes.AcceptIn) -> Any:
    """For who asked, trusted members and those who look after the forum."""
    found = topic_for(request, pk)
    require(may.can_accept(request.user, found))
    replies = found.posts.published().replies()
    actions.accept_answer(
        get_object_or_404(replies, number=given.post), by=request.user
    )
    return topic_seen(request, pk)


@router.post(
    "/topics/{int:pk}/undo-accept",
    response=shapes.ReadTopicOut,
    url_name="undo-accept",
    summary="Take the answer back",
)
def undo_accept(request: ApiRequest, pk: int, given: shapes.AcceptIn) -> Any:
    found = topic_for(request, pk)
    require(may.can_accept(request.user, found))
    post = get_object_or_404(found.posts.replies(), number=given.post)
    actions.undo_accept(post, by=request.user)
    return topic_seen(request, pk)


@router.post(
    "/topics/{int:pk}/state",
    response=shapes.ReadTopicOut,
    url_name="topic-state",
    summary="Set the state",
)
def state(request: ApiRequest, pk: int, given: shapes.StateIn) -> Any:
    """Of a question by helpers, of ideas and problems by agents; what solves a question
    is accepting an answer.
    """
    found = topic_for(request, pk)
    require(may.can_set_state(request.user, found))
    clean = cleaned(StateForm(given.dict(), topic=found))
    actions.set_state(found, by=request.user, **clean)
    return topic_seen(request, pk)


@router.post(
    "/topics/{int:pk}/tags",
    response=shapes.ReadTopicOut,
    url_name="topic-tags",
    summary="Set the tags",
)
def tags(request: ApiRequest, pk: int, given: shapes.TagsIn) -> Any:
    """Exactly these. For its author, long-standing members and those who look after
    the forum.
    """
    found = topic_for(request, pk)
    require(may.can_tag(request.user, found))
    clean = cleaned(TopicTagsForm({"tags": ",".join(given.tags)}))
    tag_topic(found, by=request.user, names=clean["tags"])
    return topic_seen(request, pk)


@router.post(
    "/topics/{int:pk}/move",
    response=shapes.ReadTopicOut,
    url_name="move-topic",
    summary="Move to another forum",
)
def move(request: ApiRequest, pk: int, given: shapes.MoveIn) -> Any:
    found = topic_for(request, pk)
    require(may.can_move(request.user, found))
    seen = Forum.objects.visible_to(request.user)
    slug = given.forum.replace("\x00", " ")
    forum = seen.filter(slug=slug).values_list("pk", flat=True).first()
    if forum is None:
        raise InvalidError({"forum": ["There is no such forum."]})
    form = MoveForm({"forum": forum}, topic=found, user=request.user)
    actions.move_topic(found, by=request.user, **cleaned(form))
    return topic_seen(request, pk)
