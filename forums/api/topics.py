"""Forums and topics: the lists, one, a new one, and what is written anew."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router
from ninja.responses import Status

from accounts.api import ApiRequest, TooManyError
from core.answering import require
from core.api import cleaned, once_key, page_of
from forums import actions
from forums.api import shapes
from forums.api.finding import (
    allowed,
    forum_seen,
    read,
    topic_for,
    topic_seen,
    topics_seen,
    write,
)
from forums.forms import EditTopicForm, TopicForm
from forums.forms.filters import TopicFilterForm
from forums.limits import wait_for
from forums.merged import key_now
from forums.models import Forum
from forums.permissions import can_edit_post, can_start_any_topic, can_start_topic
from forums.tabs import TABS, known_tab
from forums.trust import refuses, refuses_words

router = Router(tags=["Forums"])


@router.get(
    "/forums",
    auth=read,
    response=list[shapes.ForumOut],
    url_name="forum-list",
    summary="List forums",
)
def forums(request: ApiRequest) -> Any:
    """Those that its person sees."""
    return Forum.objects.visible_to(request.user)


@router.get(
    "/forums/{slug}",
    auth=read,
    response=shapes.ForumOut,
    url_name="forum",
    summary="A forum",
)
def forum(request: ApiRequest, slug: str) -> Any:
    return forum_seen(request, slug)


@router.get(
    "/topics",
    auth=read,
    response=shapes.TopicsOut,
    url_name="topic-list",
    summary="List topics",
)
def topics(
    request: ApiRequest,
    limit: int = Query(25, ge=1, le=100),
    forum: str = "",
    kind: str = "",
    state: str = "",
    tag: str = "",
    author: str = "",
) -> Any:
    """Those that its person sees, what was written to last first: of a `forum` by its
    address, of a `kind`, in a `state`, with a `tag`, by an `author` (a number).

    Pages by key: follow `next` until it is null.
    """
    asked = {"forum": forum, "kind": kind, "state": state, "tag": tag, "author": author}
    form = TopicFilterForm(asked)
    cleaned(form)
    rows = form.narrowed(topics_seen(request))
    return page_of(request, rows, order=("-latest_at", "-pk"), limit=limit)


@router.get(
    "/forums/{slug}/topics",
    auth=read,
    response=shapes.TopicsOut,
    url_name="forum-topics",
    summary="List the topics of a forum",
)
def topics_of_forum(
    request: ApiRequest,
    slug: str,
    limit: int = Query(25, ge=1, le=100),
    sort: str = "active",
    kind: str = "",
    state: str = "",
    tag: str = "",
    author: str = "",
) -> Any:
    """As its page has them, pinned ones first, in the order of one of its tabs:
    `active`, `new`, `votes` of the week, `unanswered`. Narrowed as the list of all.
    """
    asked = {"kind": kind, "state": state, "tag": tag, "author": author}
    form = TopicFilterForm(asked)
    cleaned(form)
    rows = topics_seen(request).filter(forum=forum_seen(request, slug))
    tab = known_tab(sort)
    rows = form.narrowed(rows.under(tab))
    return page_of(request, rows, order=TABS[tab][1], limit=limit)


@router.post(
    "/forums/{slug}/topics",
    auth=write,
    response={201: shapes.ReadTopicOut},
    url_name="new-topic",
    summary="Start a topic",
)
def new_topic(request: ApiRequest, slug: str, given: shapes.TopicIn) -> Any:
    """Its person follows it. With an `Idempotency-Key` it is started once, however
    often the call is tried.
    """
    forum = forum_seen(request, slug)
    require(can_start_any_topic(request.user, forum))
    key = once_key(request, given.client_key)
    sent = given.dict() | {"client_key": key, "tags": ",".join(given.tags)}
    form = TopicForm(sent, forum=forum, user=request.user)
    clean = cleaned(form)
    require(can_start_topic(request.user, forum, clean["kind"]))
    clean = allowed(form, request, refuses)
    if seconds := wait_for("topic", request):
        raise TooManyError(seconds)
    made = actions.start_topic(forum, by=request.user, **clean)
    return Status(201, topic_seen(request, made.pk))


@router.get(
    "/topics/{int:pk}",
    auth=read,
    response=shapes.ReadTopicOut,
    url_name="topic",
    summary="A topic",
)
def topic(request: ApiRequest, pk: int) -> Any:
    """What is written in it are its posts. Of one that was merged, the other one."""
    return topic_seen(request, key_now(pk))


@router.post(
    "/topics/{int:pk}",
    auth=write,
    response=shapes.ReadTopicOut,
    url_name="edit-topic",
    summary="Edit title and opening post",
)
def edit_topic(request: ApiRequest, pk: int, given: shapes.EditTopicIn) -> Any:
    """For its author within seven days, and for agents."""
    found = topic_for(request, pk)
    post = found.posts.select_related("author").get(number=1)
    require(can_edit_post(request.user, post))
    now = {"title": found.title, "body": post.body}
    form = EditTopicForm(now | given.dict(exclude_unset=True), user=request.user)
    clean = allowed(form, request, refuses_words)
    if seconds := wait_for("edit", request):
        raise TooManyError(seconds)
    actions.edit_topic(found, by=request.user, **clean)
    return topic_seen(request, pk)
