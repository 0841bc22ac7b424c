from forums.api import commands, following, moderating, posts, topics

routers = [
    topics.router,
    posts.router,
    commands.router,
    following.router,
    moderating.router,
]

__all__ = ["routers"]
