"""What becomes of an article, or with `language` of its translation."""

from __future__ import annotations

from typing import Any

from ninja import Router
from pydantic import AwareDatetime

from accounts.api import ApiRequest
from core.answering import require
from core.api import Given, cleaned
from kb import actions
from kb.api import shapes
from kb.api.finding import conflict, shown_again, write
from kb.forms import PublishForm, ScheduleForm, SendBackForm
from kb.models import Article, Words
from kb.permissions import can_archive, can_publish
from kb.texts import text_for

router = Router(tags=["Articles"], auth=write)


class SendBackIn(Given):
    # what is missing
    note: str


class PublishIn(Given):
    # the revision that was read; null: the newest
    number: int | None = None


class ScheduleIn(PublishIn):
    at: AwareDatetime


@router.post(
    "/articles/{int:pk}/ask-review",
    response=shapes.Seen,
    url_name="ask-review",
    summary="Ask for a review",
)
def ask_review(request: ApiRequest, pk: int) -> Any:
    """For writers. With `language` in the query it is a translation that is asked for,
    and so below.
    """
    actions.ask_review(text_for(request, pk), by=request.user)
    return shown_again(request, pk)


@router.post(
    "/articles/{int:pk}/send-back",
    response=shapes.Seen,
    url_name="send-back",
    summary="Send back",
)
def send_back(request: ApiRequest, pk: int, given: SendBackIn) -> Any:
    """For reviewers, as is all but archiving drafts below."""
    text = _text_to_publish(request, pk)
    clean = cleaned(SendBackForm(given.dict()))
    actions.send_back(text, by=request.user, **clean)
    return shown_again(request, pk)


@router.post(
    "/articles/{int:pk}/publish",
    response=shapes.Seen,
    url_name="publish",
    summary="Publish",
)
def publish(request: ApiRequest, pk: int, given: PublishIn) -> Any:
    """409 where a revision newer than `number` has come."""
    text = _text_to_publish(request, pk)
    clean = cleaned(PublishForm(given.dict(), text=text))
    try:
        actions.publish_text(text, by=request.user, **clean)
    except actions.Outdated as outdated:
        raise conflict(outdated) from outdated
    return shown_again(request, pk)


@router.post(
    "/articles/{int:pk}/unpublish",
    response=shapes.Seen,
    url_name="unpublish",
    summary="Take back to the drafts",
)
def unpublish(request: ApiRequest, pk: int) -> Any:
    actions.unpublish_text(_text_to_publish(request, pk), by=request.user)
    return shown_again(request, pk)


@router.post(
    "/articles/{int:pk}/schedule",
    response=shapes.Seen,
    url_name="schedule",
    summary="Publish at a time",
)
def schedule(request: ApiRequest, pk: int, given: ScheduleIn) -> Any:
    """That revision goes live then, whatever is saved after it."""
    article = _text_to_publish(request, pk).article
    sent = given.dict() | {"at": given.at.isoformat()}
    clean = cleaned(ScheduleForm(sent, text=article))
    try:
        actions.schedule_article(article, by=request.user, **clean)
    except actions.Outdated as outdated:
        raise conflict(outdated) from outdated
    return shown_again(request, pk)


@router.post(
    "/articles/{int:pk}/unschedule",
    response=shapes.Seen,
    url_name="unschedule",
    summary="Take back the time",
)
def unschedule(request: ApiRequest, pk: int) -> Any:
    actions.unschedule_article(_text_to_publish(request, pk).article, by=request.user)
    return shown_again(request, pk)


@router.post(
    "/articles/{int:pk}/archive",
    response=shapes.Seen,
    url_name="archive",
    summary="Archive",
)
def archive(request: ApiRequest, pk: int) -> Any:
    """Of what readers see, or will, for reviewers; else for writers."""
    actions.archive_article(_article_to_archive(request, pk), by=request.user)
    return shown_again(request, pk)


@router.post(
    "/articles/{int:pk}/unarchive",
    response=shapes.Seen,
    url_name="unarchive",
    summary="Take out of the archive",
)
def unarchive(request: ApiRequest, pk: int) -> Any:
    """It is a draft again."""
    actions.unarchive_article(_article_to_archive(request, pk), by=request.user)
    return shown_again(request, pk)


def _text_to_publish(request: ApiRequest, pk: int) -> Words:
    text = text_for(request, pk)
    require(can_publish(request.user))
    return text


def _article_to_archive(request: ApiRequest, pk: int) -> Article:
    article: Article = text_for(request, pk).article
    require(can_archive(request.user, article))
    return article
