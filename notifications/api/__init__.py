from notifications.api import following, webhooks

routers = [following.router, webhooks.router]

__all__ = ["routers"]
