"""The order of articles, and the same to many of them."""

from __future__ import annotations

from typing import Any

from ninja import Router, Schema

from accounts.api import ApiRequest
from core.answering import require
from core.api import Given, cleaned
from kb import actions
from kb.actions.bulk import change_articles, steps_of
from kb.api import shapes
from kb.api.finding import category_named, shown_again, write
from kb.forms import PlaceForm
from kb.forms.bulk import BulkForm
from kb.permissions import can_write
from kb.texts import text_for

router = Router(tags=["Articles"], auth=write)


class PlaceIn(Given):
    # counted from 0
    place: int


class BulkArticlesIn(Given):
    articles: list[int]
    # what is left out changes nothing; a category by its address
    category: str = ""
    add_tags: list[str] = []
    remove_tags: list[str] = []
    archive: bool = False


class LeftArticleOut(Schema):
    id: int
    why: str


class BulkArticlesOut(Schema):
    changed: list[int]
    left: list[LeftArticleOut]


@router.post(
    "/articles/{int:pk}/place",
    response=shapes.Seen,
    url_name="place-article",
    summary="Move within the category",
)
def place(request: ApiRequest, pk: int, given: PlaceIn) -> Any:
    """For writers: to that place of its category; beyond the last it is the last."""
    article = text_for(request, pk).article
    clean = cleaned(PlaceForm(given.dict()))
    actions.place_article(article, by=request.user, **clean)
    return shown_again(request, pk)


@router.post(
    "/articles/bulk",
    response=BulkArticlesOut,
    url_name="bulk-articles",
    summary="Change many articles",
)
def bulk(request: ApiRequest, given: BulkArticlesIn) -> Any:
    """For writers, a hundred at once. Each takes all of it, or is left alone and named
    in `left`.
    """
    require(can_write(request.user))
    sent = given.dict() | {
        name: ",".join(getattr(given, name)) for name in ("add_tags", "remove_tags")
    }
    if given.category:
        sent["category"] = category_named(given.category).pk
    clean = cleaned(BulkForm(sent, viewer=request.user))
    chosen = clean["articles"]
    left = change_articles(chosen, steps=steps_of(clean), by=request.user)
    kept = {article.pk: str(why) for article, why in left}
    return {
        "changed": [each.pk for each in chosen if each.pk not in kept],
        "left": [{"id": pk, "why": why} for pk, why in kept.items()],
    }
