from forums.models.desk import (
    FixNotice,
    Incident,
    TopicProposal,
    TopicTicket,
)
from forums.models.forum import Forum, ForumGroup
from forums.models.me_too import MeToo
from forums.models.moderation import Report, Sanction
from forums.models.post import Post
from forums.models.talk import Like, PostRevision, ReadPosition
from forums.models.topic import POSTS_PER_PAGE, Topic, page_of, starting_state

__all__ = [
    "POSTS_PER_PAGE",
    "FixNotice",
    "Forum",
    "ForumGroup",
    "Incident",
    "Like",
    "MeToo",
    "Post",
    "PostRevision",
    "ReadPosition",
    "Report",
    "Sanction",
    "Topic",
    "TopicProposal",
    "TopicTicket",
    "page_of",
    "starting_state",
]
