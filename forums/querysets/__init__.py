"""Sets of rows: who sees them, and which of them."""

from forums.querysets.audience import is_helper
from forums.querysets.desk import (
    FixNoticeQuerySet,
    IncidentQuerySet,
    TopicProposalQuerySet,
    TopicTicketQuerySet,
)
from forums.querysets.forum import ForumGroupQuerySet, ForumQuerySet
from forums.querysets.moderation import OLDEST_FIRST, ReportQuerySet
from forums.querysets.post import PostQuerySet
from forums.querysets.topic import TopicQuerySet

__all__ = [
    "OLDEST_FIRST",
    "FixNoticeQuerySet",
    "ForumGroupQuerySet",
    "ForumQuerySet",
    "IncidentQuerySet",
    "PostQuerySet",
    "ReportQuerySet",
    "TopicProposalQuerySet",
    "TopicQuerySet",
    "TopicTicketQuerySet",
    "is_helper",
]
