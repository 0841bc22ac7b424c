from kb.api import articles, categories, responding, reviewing, revisions, translations

routers = [
    articles.router,
    revisions.router,
    reviewing.router,
    translations.router,
    categories.router,
    responding.router,
]

__all__ = ["routers"]
