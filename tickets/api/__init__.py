from tickets.api import (
    blocking,
    bulk,
    commands,
    details,
    drafts,
    exports,
    forms,
    linking,
    macros,
    messages,
    organizations,
    presence,
    rating,
    replying,
    tickets,
    views,
)

routers = [
    tickets.router,
    messages.router,
    replying.router,
    commands.router,
    details.router,
    forms.router,
    views.router,
    macros.router,
    drafts.router,
    presence.router,
    linking.router,
    rating.router,
    bulk.router,
    exports.router,
    organizations.router,
    blocking.router,
]

__all__ = ["routers"]
