"""What may be done. That the thing is seen at all is `visible_to`'s business."""

from __future__ import annotations

from core.access import Viewer, is_agent
from kb.models import Article, ArticleComment, Snippet
from kb.roles import is_reviewer, is_writer
from tickets.models import Ticket


def can_write(user: Viewer) -> bool:
    """May draft, save words for any article, order, tag, move, and ask for a review."""
    return is_writer(user)


def can_write_from(user: Viewer, ticket: Ticket) -> bool:
    """May turn a ticket that she works on into a draft: one that was answered."""
    return is_writer(user) and ticket.solved_at is not None


def can_publish(user: Viewer) -> bool:
    """May put words before readers, now or later, take them back, and send back."""
    return is_reviewer(user)


def can_change_snippet(user: Viewer, snippet: Snippet) -> bool:
    """What readers see, or will without another look. It comes `with_use_count`."""
    is_free = snippet.use_count == 0 and not snippet.is_due
    return is_writer(user) if is_free else is_reviewer(user)


def can_set_audience(user: Viewer, article: Article | None) -> bool:
    """Whom an article reaches is part of publishing it, and of what is reviewed."""
    waits = article is not None and article.state == Article.State.REVIEW
    return is_reviewer(user) if waits or _is_settled(article) else is_writer(user)


def can_archive(user: Viewer, article: Article) -> bool:
    """And say when, and take it back: of what readers see, who publishes."""
    return is_reviewer(user) if _is_settled(article) else is_writer(user)


def can_vote(user: Viewer, article: Article) -> bool:
    return article.is_published


def can_follow(user: Viewer, article: Article) -> bool:
    return user.is_authenticated and article.is_published


def can_comment(user: Viewer, article: Article) -> bool:
    return user.is_authenticated and article.is_published


def can_hide_comment(user: Viewer, comment: ArticleComment) -> bool:
    return is_agent(user)


def _is_settled(article: Article | None) -> bool:
    """Has a reviewer said that readers see it, now or at a time?"""
    return article is not None and (
        article.is_published or article.state == Article.State.SCHEDULED
    )
