from kb.api import (
    arranging,
    articles,
    categories,
    responding,
    reviewing,
    revisions,
    snippets,
    translations,
)

routers = [
    articles.router,
    revisions.router,
    reviewing.router,
    translations.router,
    arranging.router,
    categories.router,
    snippets.router,
    responding.router,
]

__all__ = ["routers"]
