"""Articles: the list, one, a new one, and what is saved."""

from __future__ import annotations

from copy import copy
from typing import Any

from ninja import Query, Router
from ninja.responses import Status

from accounts.api import ApiRequest
from core.answering import require
from core.api import cleaned, files_of, once_key, page_of
from kb import actions
from kb.actions.revisions import WORDS
from kb.api import shapes
from kb.api.finding import (
    article_seen,
    articles_seen,
    category_named,
    conflict,
    listed,
    read,
    shown,
    shown_again,
    write,
)
from kb.forms import ArticleForm
from kb.forms.filters import ArticleFilterForm
from kb.models import Article, Revision
from kb.permissions import can_write

router = Router(tags=["Articles"])


@router.get(
    "/articles",
    auth=read,
    response=shapes.ArticlesOut,
    url_name="article-list",
    summary="List articles",
)
def articles(
    request: ApiRequest,
    limit: int = Query(25, ge=1, le=100),
    state: str = "",
    category: str = "",
    tag: str = "",
    owner: str = "",
    waiting: str = "",
) -> dict[str, Any]:
    """Those that its person sees, what changed last first: of a `state`, of a
    `category` by its address, with a `tag`. Writers see drafts as well, and ask by
    `owner` (a number, `me`, `nobody`) and for what is `waiting` (for a `review`, with
    `changes` to publish, for a `look` again).

    Pages by key: follow `next` until it is null.
    """
    wanted = {"state": state, "category__slug": category, "tags__name": tag}
    given = {name: value for name, value in wanted.items() if value}
    rows = articles_seen(request).filter(**given).defer("body", "body_html", "toc")
    if owner or waiting:
        require(can_write(request.user))
        asked = {"owner": owner, "waiting": waiting}
        form = ArticleFilterForm(asked, viewer=request.user)
        cleaned(form)
        rows = form.narrowed(rows)
    page = page_of(request, rows, order=("-updated_at", "-pk"), limit=limit)
    return page | {"items": [listed(request, each) for each in page["items"]]}


@router.post(
    "/articles",
    auth=write,
    response={201: shapes.Seen},
    url_name="new-article",
    summary="Write a new article",
)
def new_article(request: ApiRequest, given: shapes.ArticleIn) -> Any:
    """For writers: a draft. Send `attachments` as a form beside the other fields.

    With an `Idempotency-Key` it is written once, however often the call is tried.
    """
    require(can_write(request.user))
    key = once_key(request, None)
    if known := Article.objects.filter(external_id=key.hex).first():
        return Status(201, shown_again(request, known.pk))
    sent = given.dict() | {"tags": ",".join(given.tags)}
    sent["category"] = category_named(given.category).pk
    form = ArticleForm(sent, files_of(request), user=request.user)
    cleaned(form)
    made = actions.draft_article(by=request.user, client_key=key, **form.given())
    return Status(201, shown_again(request, made.pk))


@router.get(
    "/articles/{int:pk}",
    auth=read,
    response=shapes.Seen,
    url_name="article",
    summary="An article",
)
def article(request: ApiRequest, pk: int) -> Any:
    """Readers get the words that are live, writers those of the newest revision."""
    return shown(request, article_seen(request, pk))


@router.post(
    "/articles/{int:pk}",
    auth=write,
    response=shapes.Seen,
    url_name="edit-article",
    summary="Save an article",
)
def edit_article(request: ApiRequest, pk: int, given: shapes.SaveIn) -> Any:
    """For writers: words become a revision. Of a published article readers see it once
    a reviewer publishes it.

    409 where `base` is not the newest revision: what is stands in `now`.
    """
    found = article_seen(request, pk)
    require(can_write(request.user))
    stored = copy(found)  # the form writes on the other
    newest = Revision.objects.newest_of(found).get()
    sent = _as_it_is(found, newest) | given.dict(exclude_unset=True)
    if isinstance(sent["tags"], list):
        sent["tags"] = ",".join(sent["tags"])
    if isinstance(sent["category"], str):
        sent["category"] = category_named(sent["category"]).pk
    form = ArticleForm(
        sent, files_of(request), instance=found, user=request.user, newest=newest
    )
    cleaned(form)
    try:
        actions.edit_article(stored, by=request.user, **form.given())
    except actions.Outdated as outdated:
        raise conflict(outdated) from outdated
    return shown_again(request, pk)


def _as_it_is(article: Article, newest: Revision) -> dict[str, Any]:
    return {
        **{name: getattr(newest, name) for name in WORDS},
        "category": article.category_id,
        "audience": article.audience,
        "organizations": [each.pk for each in article.organizations.all()],
        "tags": [tag.name for tag in article.tags.all()],
    }
