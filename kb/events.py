from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activity.events import EventType, Hearer
from activity.models import Event
from kb.addresses import desk_address
from kb.models import Article, ArticleComment, Revision, Translation, Words
from kb.querysets import RevisionQuerySet
from notifications.following import follower
from notifications.querysets import watchers


class DeskEvent(EventType):
    """Of the staff's work on an article: it leads to where they work on it."""

    audience = "staff"

    @classmethod
    def link_for(cls, event: Event, person: User) -> str:
        language = event.data.get("language", settings.LANGUAGE_CODE)
        return desk_address(event.target_id, language)

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        return {"text": _text_of(event), "revision": _revision_of(event)}


class ArticleDrafted(DeskEvent):
    verb = "article.drafted"
    sentence = _("{actor} drafted {target}")


class ArticleEdited(DeskEvent):
    """A revision was saved; what readers see is as before."""

    verb = "article.edited"
    sentence = _("{actor} edited {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        """Whose words were the newest until now."""
        before = _revisions_of(event).filter(number=event.data["number"] - 1).first()
        if before is not None and before.author is not None:
            yield Hearer(before.author, "writer", mail=False)


class ArticleArranged(DeskEvent):
    """Its place, audience, tags, owner or dates changed, none of its words."""

    verb = "article.arranged"
    sentence = _("{actor} arranged {target}")


class ArticleImported(DeskEvent):
    verb = "article.imported"
    sentence = _("{target} was imported")


class ReviewAsked(DeskEvent):
    verb = "article.review_asked"
    mail = "kb/review_asked"
    sentence = _("{actor} asked for a review of {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        yield from _owner_and_reviewers(event)


class ReviewSentBack(DeskEvent):
    verb = "article.sent_back"
    mail = "kb/sent_back"
    sentence = _("{actor} sent {target} back")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        revision = _revision_of(event)
        if revision is not None and revision.author is not None:
            yield Hearer(revision.author, "writer")
        yield from _owner(event)


class ReviewDue(DeskEvent):
    """The day has passed until which somebody meant to look at it again."""

    verb = "article.review_due"
    mail = "kb/review_due"
    sentence = _("{target} has to be looked at again")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        yield from _owner_and_reviewers(event)


class ArticleScheduled(DeskEvent):
    verb = "article.scheduled"
    sentence = _("{actor} set a time for {target} to be published")


class ArticleUnscheduled(DeskEvent):
    verb = "article.unscheduled"
    sentence = _("{actor} took back the time for {target} to be published")


class ArticlePublished(EventType):
    verb = "article.published"
    audience = "public"
    sentence = _("{actor} published {target}")


class ArticleChanged(EventType):
    """Readers see other words of it than before, or words in another language."""

    verb = "article.changed"
    audience = "public"
    mail = "kb/changed"
    sentence = _("{actor} published changes to {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterable[Hearer]:
        if not event.data["significant"]:
            return ()
        return map(follower, watchers(cast(Article, event.target)))

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        return {"revision": _revision_of(event)}


class ArticleUnpublished(DeskEvent):
    verb = "article.unpublished"
    sentence = _("{actor} took {target} back to the drafts")


class ArticleArchived(DeskEvent):
    verb = "article.archived"
    sentence = _("{actor} archived {target}")


class ArticleUnarchived(DeskEvent):
    verb = "article.unarchived"
    sentence = _("{actor} took {target} out of the archive")


class ArticleRated(EventType):
    """Whether it helped. Its target's counts changed, nobody is told."""

    verb = "article.rated"
    audience = "staff"
    sentence = _("{actor} rated {target}")


class CommentEvent(EventType):
    """About an article and one of its comments, which is where it leads."""

    @classmethod
    def link_for(cls, event: Event, person: User) -> str:
        return _comment_of(event).get_absolute_url()

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        return {"comment": _comment_of(event)}


class ArticleCommented(CommentEvent):
    verb = "article.commented"
    audience = "public"
    mail = "kb/commented"
    sentence = _("{actor} commented on {target}")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        yield from _owner_and_reviewers(event)


class CommentHidden(CommentEvent):
    verb = "article.comment_hidden"
    audience = "staff"
    sentence = _("{actor} hid a comment on {target}")


class CommentRestored(CommentEvent):
    verb = "article.comment_restored"
    audience = "staff"
    sentence = _("{actor} restored a comment on {target}")


class CategoryChanged(EventType):
    verb = "category.changed"
    audience = "staff"
    sentence = _("{actor} changed the category {target}")


class CategoryDeleted(EventType):
    """Its target is gone; the data keep its title."""

    verb = "category.deleted"
    audience = "staff"
    sentence = _("{actor} deleted the category “{title}”")


class SnippetChanged(EventType):
    """And with it what the articles show that use it."""

    verb = "snippet.changed"
    audience = "staff"
    sentence = _("{actor} changed the snippet {target}")


class SnippetDeleted(EventType):
    """Its target is gone; the data keep its name."""

    verb = "snippet.deleted"
    audience = "staff"
    sentence = _("{actor} deleted the snippet “{name}”")


class OwnersReport(EventType):
    """How the articles do that its target owns, who alone hears of it."""

    verb = "articles.reported"
    audience = "staff"
    mail = "kb/owners_report"
    opens_thread = True
    sentence = _("Your articles were looked at")

    @classmethod
    def hearers(cls, event: Event) -> Iterator[Hearer]:
        yield Hearer(cast(User, event.target), "report", bell=False)

    @classmethod
    def link_for(cls, event: Event, person: User) -> str:
        return reverse("kb_desk:health") + "?mine=1"

    @classmethod
    def mail_context(cls, event: Event, hearer: Hearer) -> dict[str, Any]:
        return {"articles": Article.objects.harming().owned_by(hearer.person)[:10]}


def _owner_and_reviewers(event: Event) -> Iterator[Hearer]:
    """The owner first: who is both hears of it as the owner."""
    yield from _owner(event)
    for reviewer in User.objects.reviewers():
        yield Hearer(reviewer, "reviewer")


def _owner(event: Event) -> Iterator[Hearer]:
    owner = cast(Article, event.target).owner
    if owner is not None:
        yield Hearer(owner, "owner")


def _text_of(event: Event) -> Words:
    """The article, or the translation that it is about."""
    about = event.related if isinstance(event.related, Translation) else event.target
    return cast(Words, about)


def _revisions_of(event: Event) -> RevisionQuerySet:
    return Revision.objects.of(_text_of(event)).select_related("author")


def _revision_of(event: Event) -> Revision | None:
    return _revisions_of(event).filter(number=event.data.get("number")).first()


def _comment_of(event: Event) -> ArticleComment:
    return cast(ArticleComment, event.related)
