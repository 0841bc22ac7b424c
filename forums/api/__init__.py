from forums.api import commands, following, moderating, posts, reports, topics

routers = [
    topics.router,
    posts.router,
    commands.router,
    following.router,
    moderating.router,
    reports.router,
]

__all__ = ["routers"]
