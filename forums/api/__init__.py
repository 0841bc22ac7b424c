from forums.api import commands, moderating, posts, topics

routers = [topics.router, posts.router, commands.router, moderating.router]

__all__ = ["routers"]
