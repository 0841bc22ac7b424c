from tickets.api import commands, details, macros, messages, tickets

routers = [
    tickets.router,
    messages.router,
    commands.router,
    details.router,
    macros.router,
]

__all__ = ["routers"]
