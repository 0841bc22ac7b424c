"""PostgreSQL: a generated tsvector column and its GIN index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.querysets import SearchDocumentQuerySet

CREATE = [
    """
    ALTER TABLE search_searchdocument ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (
        setweight(to_tsvector('english', title), 'A')
        || setweight(to_tsvector('english', body), 'C')
    ) STORED
    """,
    "CREATE INDEX search_document_vector ON search_searchdocument USING gin (vector)",
]

DROP = [
    "DROP INDEX search_document_vector",
    "ALTER TABLE search_searchdocument DROP COLUMN vector",
]

_QUERY = "to_tsquery('english', %s)"
_MARKS = "'StartSel=' || chr(2) || ',StopSel=' || chr(3) || '"


def matching(
    documents: SearchDocumentQuerySet, words: Sequence[str]
) -> SearchDocumentQuerySet:
    query = " | ".join(f"'{word}'" for word in words)
    return documents.extra(  # type: ignore[return-value]
        select={
            "rank": f"ts_rank(search_searchdocument.vector, {_QUERY})",
            "headline": f"ts_headline('english', title, {_QUERY},"
            f" {_MARKS},HighlightAll=true')",
            "excerpt": f"ts_headline('english', left(body, 20000), {_QUERY},"
            f" {_MARKS},MaxWords=34,MinWords=18')",
        },
        select_params=[query] * 3,
        where=[f"search_searchdocument.vector @@ {_QUERY}"],
        params=[query],
        order_by=["-rank", "-search_searchdocument.id"],
    )
