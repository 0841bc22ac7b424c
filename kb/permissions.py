"""What may be done. That the thing is seen at all is `visible_to`'s business."""

from __future__ import annotations

from core.access import Viewer, is_agent
from kb.models import Article, ArticleComment
from kb.roles import is_reviewer, is_writer


def can_write(user: Viewer) -> bool:
    """May draft articles and mend the words of any."""
    return is_writer(user)


def can_publish(user: Viewer) -> bool:
    return is_reviewer(user)


def can_set_audience(user: Viewer, article: Article | None) -> bool:
    """Whom a published article reaches is part of publishing it."""
    if article is None or not article.is_published:
        return is_writer(user)
    return is_reviewer(user)


def can_vote(user: Viewer, article: Article) -> bool:
    return article.is_published


def can_comment(user: Viewer, article: Article) -> bool:
    return user.is_authenticated and article.is_published


def can_hide_comment(user: Viewer, comment: ArticleComment) -> bool:
    return is_agent(user)
