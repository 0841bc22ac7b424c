from tickets.api import commands, macros, messages, tickets

routers = [tickets.router, messages.router, commands.router, macros.router]

__all__ = ["routers"]
