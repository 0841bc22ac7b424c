from forums.models.forum import RESERVED_SLUGS, Forum, refuse_reserved_slug
from forums.models.me_too import MeToo
from forums.models.post import Post
from forums.models.topic import POSTS_PER_PAGE, Topic, page_of, starting_state

__all__ = [
    "POSTS_PER_PAGE",
    "RESERVED_SLUGS",
    "Forum",
    "MeToo",
    "Post",
    "Topic",
    "page_of",
    "refuse_reserved_slug",
    "starting_state",
]
