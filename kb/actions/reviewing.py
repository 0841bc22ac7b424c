"""What becomes of a text: asked for, sent back, published, put off, archived."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from activity.actions import now, record
from activity.models import Event
from kb import events
from kb.actions.revisions import refuse_outdated
from kb.actions.rows import about, lock, put_live, take_down
from kb.models import Article, Translation, Words

State = Article.State


@transaction.atomic
def ask_review(text: Words, *, by: User) -> bool:
    """False where nobody would find anything new, or has been asked already."""
    lock(text)
    is_archived = text.article.state == State.ARCHIVED
    if text.review_asked_at or text.number == text.live_number or is_archived:
        return False
    text.review_asked_at, text.review_note = now(), ""
    _set_state(text, State.DRAFT, State.REVIEW)
    text.save()
    data = {"number": text.number}
    record(events.ReviewAsked, text.article, by=by, **about(text, data))
    return True


@transaction.atomic
def send_back(text: Words, *, by: User, note: str) -> bool:
    """To whoever wrote it; the note stands on it until a review is asked for again."""
    lock(text)
    if text.review_asked_at is None:
        return False
    text.review_asked_at, text.review_note = None, note
    _set_state(text, State.REVIEW, State.DRAFT)
    text.save()
    data = {"number": text.number}
    record(events.ReviewSentBack, text.article, by=by, **about(text, data))
    return True


def publish_text(text: Words, *, by: User, number: int) -> bool:
    if isinstance(text, Translation):
        return publish_translation(text, by=by, number=number)
    return publish_article(text.article, by=by, number=number)


def unpublish_text(text: Words, *, by: User) -> bool:
    if isinstance(text, Translation):
        return unpublish_translation(text, by=by)
    return unpublish_article(text.article, by=by)


@transaction.atomic
def publish_article(
    article: Article, *, by: User | None, number: int | None = None
) -> bool:
    """Put a revision before readers, the newest where none is named.

    Raises `Outdated` where a newer one has come: nobody publishes what she did not
    read.
    """
    lock(article)
    number = number or article.number
    if number == article.live_number:
        return False
    refuse_outdated(article, number)
    _put_live(article, number, by)
    return True


@transaction.atomic
def publish_translation(
    translation: Translation, *, by: User | None, number: int | None = None
) -> bool:
    """As `publish_article`; readers see it where they see its article."""
    lock(translation)
    number = number or translation.number
    if number == translation.live_number:
        return False
    refuse_outdated(translation, number)
    put_live(translation, number)
    data = {"number": number, "significant": False}
    record(
        events.ArticleChanged, translation.article, by=by, **about(translation, data)
    )
    return True


@transaction.atomic
def unpublish_article(article: Article, *, by: User) -> bool:
    """Back to the drafts; its address stays its own for when it returns."""
    lock(article)
    if not article.is_published:
        return False
    _leave(article, State.DRAFT)
    record(events.ArticleUnpublished, article, by=by, **about(article, {}))
    return True


@transaction.atomic
def unpublish_translation(translation: Translation, *, by: User) -> bool:
    lock(translation)
    if not translation.is_live:
        return False
    take_down(translation)
    record(
        events.ArticleUnpublished,
        translation.article,
        by=by,
        **about(translation, {}),
    )
    return True


@transaction.atomic
def archive_article(article: Article, *, by: User | None) -> bool:
    """Out of readers' sight; writers still find it."""
    lock(article)
    if article.state == State.ARCHIVED:
        return False
    _leave(article, State.ARCHIVED)
    record(events.ArticleArchived, article, by=by)
    return True


@transaction.atomic
def unarchive_article(article: Article, *, by: User) -> bool:
    """A draft again: what was set aside is looked at before readers see it."""
    lock(article)
    if article.state != State.ARCHIVED:
        return False
    article.state = State.DRAFT
    article.save(update_fields=["state"])
    record(events.ArticleUnarchived, article, by=by)
    return True


@transaction.atomic
def schedule_article(article: Article, *, by: User, at: datetime, number: int) -> bool:
    """The revision goes live then, whatever is saved after it.

    Raises `Outdated` where a newer one has come; False where it is live already.
    """
    lock(article)
    if number == article.live_number or (
        (article.due_at, article.due_number) == (at, number)
    ):
        return False
    refuse_outdated(article, number)
    article.due_at, article.due_number = at, number
    article.review_asked_at, article.review_note = None, ""
    if not article.is_published:
        article.state = State.SCHEDULED
    article.save()
    data = {"number": number, "at": at.isoformat()}
    record(events.ArticleScheduled, article, by=by, **about(article, data))
    return True


@transaction.atomic
def unschedule_article(article: Article, *, by: User) -> bool:
    lock(article)
    if article.due_at is None:
        return False
    article.due_at, article.due_number = None, 0
    _set_state(article, State.SCHEDULED, State.DRAFT)
    article.save()
    record(events.ArticleUnscheduled, article, by=by)
    return True


@transaction.atomic
def publish_due(article: Article) -> bool:
    """Its time has come; False where somebody thought better of it meanwhile."""
    lock(article)
    if article.due_at is None or article.due_at > now():
        return False
    _put_live(article, article.due_number, None)
    return True


@transaction.atomic
def archive_expired(article: Article) -> bool:
    lock(article)
    if article.archive_at is None or article.archive_at > now():
        return False
    return archive_article(article, by=None)


@transaction.atomic
def remind_review(article: Article) -> bool:
    """Once for each date until which somebody meant to look at it again."""
    lock(article)
    by = article.review_by
    if by is None or by >= timezone.localdate(now()) or not article.is_published:
        return False
    data = {"review_by": by.isoformat()}
    told = Event.objects.about(article).filter(verb=events.ReviewDue.verb)
    if told.filter(data__review_by=data["review_by"]).exists():
        return False
    record(events.ReviewDue, article, by=None, data=data)
    return True


def _put_live(article: Article, number: int, by: User | None) -> None:
    was_live = article.live_number
    article.state = State.PUBLISHED
    article.published_at = article.published_at or now()
    if article.due_number <= number:
        article.due_at, article.due_number = None, 0
    put_live(article, number)
    data = {"number": number, "significant": article.significant_number > was_live}
    event = events.ArticleChanged if was_live else events.ArticlePublished
    record(event, article, by=by, **about(article, data))


def _leave(article: Article, state: str) -> None:
    """Nothing that was to come of it comes any more."""
    article.state = state
    article.due_at, article.due_number = None, 0
    article.archive_at = article.review_asked_at = None
    take_down(article)


def _set_state(text: Words, before: str, after: str) -> None:
    """Only an article that is nowhere else has one of its own to change."""
    if isinstance(text, Article) and text.state == before:
        text.state = after
