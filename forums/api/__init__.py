from forums.api import (
    commands,
    following,
    moderating,
    posts,
    rearranging,
    reports,
    topics,
)

routers = [
    topics.router,
    posts.router,
    commands.router,
    following.router,
    moderating.router,
    rearranging.router,
    reports.router,
]

__all__ = ["routers"]
