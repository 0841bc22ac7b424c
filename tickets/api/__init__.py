from tickets.api import (
    bulk,
    commands,
    details,
    drafts,
    exports,
    forms,
    linking,
    macros,
    messages,
    rating,
    tickets,
)

routers = [
    tickets.router,
    messages.router,
    commands.router,
    details.router,
    forms.router,
    macros.router,
    drafts.router,
    linking.router,
    rating.router,
    bulk.router,
    exports.router,
]

__all__ = ["routers"]
