from forums.models.forum import Forum
from forums.models.me_too import MeToo
from forums.models.post import Post
from forums.models.topic import POSTS_PER_PAGE, Topic, page_of, starting_state

__all__ = [
    "POSTS_PER_PAGE",
    "Forum",
    "MeToo",
    "Post",
    "Topic",
    "page_of",
    "starting_state",
]
