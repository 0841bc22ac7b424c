"""Which documents are worth ranking.

To rank all that hold one of the words would take time that grows with the site. Ranked
are the newest of each model, and as far as there are not too many those that hold all
words, or hold them in the title, or hold a rare one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from core.access import Viewer, is_agent
from search.backends import backend
from search.backends.sql import Sql, union
from search.documents import registry
from search.querysets import Model, SearchDocumentQuerySet, type_of

# of each model, and of each way to hold the words
NEWEST, OTHERS = 500, 1000


def candidates(
    documents: SearchDocumentQuerySet,
    models: Sequence[Model],
    words: Sequence[str],
    viewer: Viewer,
) -> Sql | None:
    """A SELECT of the ids of documents that the viewer may see; None: there are none.

    Documents of rows that are listed for her may hold none of the words.
    """
    if not words:
        return None
    asked = [model for model in models if _may_be_many(model, viewer)]
    listed = [model for model in models if model not in asked]
    parts = [_sql(documents.listed_for(viewer, model).values("id")) for model in listed]
    if asked:
        seen = _sql(backend().columns(documents.visible_to(viewer, asked)))
        parts.append(seen and _holding(words, asked, seen))
    found = [part for part in parts if part]
    return union(found) if found else None


def candidates_among(
    documents: SearchDocumentQuerySet, model: Model, words: Sequence[str]
) -> Sql | None:
    """The same of documents of one model that are chosen already, whoever sees them."""
    seen = _sql(backend().columns(documents)) if words else None
    return _holding(words, [model], seen) if seen else None


def _may_be_many(model: Model, viewer: Viewer) -> bool:
    """Of tickets, customers see their own: few enough to be listed."""
    return registry[model].kind.for_visitors or is_agent(viewer)


def _holding(words: Sequence[str], models: Iterable[Model], seen: Sql) -> Sql:
    types = [type_of(model).pk for model in models]
    sql, params = union(backend().holding(words, types, NEWEST, OTHERS))
    seen_sql, seen_params = seen
    together = f"WITH seen AS NOT MATERIALIZED ({seen_sql}) {sql}"
    return together, [*seen_params, *params]


def _sql(rows: QuerySet[Any, Any]) -> Sql | None:
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, list(params)
