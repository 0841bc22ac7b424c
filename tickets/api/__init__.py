from tickets.api import commands, messages, tickets

routers = [tickets.router, messages.router, commands.router]

__all__ = ["routers"]
