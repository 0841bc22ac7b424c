from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from activity.events import EventType, Hearer
from activity.models import Event
from kb.models import ArticleComment


class ArticleDrafted(EventType):
    verb = "article.drafted"
    audience = "staff"
    sentence = _("{actor} drafted {target}")


class ArticleEdited(EventType):
    verb = "article.edited"
    audience = "staff"
    sentence = _("{actor} edited {target}")


class ArticleImported(EventType):
    verb = "article.imported"
    audience = "staff"
    sentence = _("{target} was imported")


class ArticlePublished(EventType):
    verb = "article.published"
    audience = "public"
    sentence = _("{actor} published {target}")


class ArticleUnpublished(EventType):
    verb = "article.unpublished"
    audience = "staff"
    sentence = _("{actor} took {target} back to the drafts")


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
        """The owner first: who is both hears of it as the owner."""
        owner = cast(Any, event.target).owner
        if owner is not None:
            yield Hearer(owner, "owner")
        for reviewer in User.objects.reviewers():
            yield Hearer(reviewer, "reviewer")


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


def _comment_of(event: Event) -> ArticleComment:
    return cast(ArticleComment, event.related)
