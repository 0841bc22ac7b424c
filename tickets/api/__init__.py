from tickets.api import commands, details, forms, macros, messages, tickets

routers = [
    tickets.router,
    messages.router,
    commands.router,
    details.router,
    forms.router,
    macros.router,
]

__all__ = ["routers"]
