"""Topics that are split and merged."""

from __future__ import annotations

from typing import Any

from ninja import Router

from accounts.api import ApiRequest
from core.answering import require
from core.api import cleaned
from forums import actions
from forums.api import shapes
from forums.api.finding import topic_for, topic_seen, write
from forums.forms import MergeTopicForm, SplitTopicForm
from forums.permissions import can_rearrange

router = Router(tags=["Forums"], auth=write)


@router.post(
    "/topics/{int:pk}/split",
    response=shapes.ReadTopicOut,
    url_name="split-topic",
    summary="Split posts off",
)
def split(request: ApiRequest, pk: int, given: shapes.SplitIn) -> Any:
    """The new topic. Its posts keep their authors, times and likes."""
    found = topic_for(request, pk)
    require(can_rearrange(request.user, found))
    clean = cleaned(SplitTopicForm(given.dict(), topic=found))
    return topic_seen(request, actions.split_topic(found, by=request.user, **clean).pk)


@router.post(
    "/topics/{int:pk}/merge",
    response=shapes.ReadTopicOut,
    url_name="merge-topic",
    summary="Merge into another topic",
)
def merge(request: ApiRequest, pk: int, given: shapes.MergeIn) -> Any:
    """The other one, which the posts are appended to. There is no way back."""
    found = topic_for(request, pk)
    require(can_rearrange(request.user, found))
    asked = {"into": str(given.into)}
    clean = cleaned(MergeTopicForm(asked, topic=found, user=request.user))
    actions.merge_topics(found, by=request.user, **clean)
    return topic_seen(request, clean["into"].pk)
