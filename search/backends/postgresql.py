"""PostgreSQL: a generated tsvector column and its GIN index."""

from __future__ import annotations

from collections.abc import Sequence

from search.querysets import SearchDocumentQuerySet

# English stems, but no word is left out: a question may hold common words only.
CREATE = [
    """
    CREATE TEXT SEARCH DICTIONARY helpdesk_stem
    (TEMPLATE = snowball, LANGUAGE = english)
    """,
    "CREATE TEXT SEARCH CONFIGURATION helpdesk (COPY = english)",
    """
    ALTER TEXT SEARCH CONFIGURATION helpdesk
    ALTER MAPPING REPLACE english_stem WITH helpdesk_stem
    """,
    """
    ALTER TABLE search_searchdocument ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (
        setweight(to_tsvector('helpdesk', title), 'A')
        || setweight(to_tsvector('helpdesk', body), 'C')
    ) STORED
    """,
    "CREATE INDEX search_document_vector ON search_searchdocument USING gin (vector)",
]

DROP = [
    "DROP INDEX search_document_vector",
    "ALTER TABLE search_searchdocument DROP COLUMN vector",
    "DROP TEXT SEARCH CONFIGURATION helpdesk",
    "DROP TEXT SEARCH DICTIONARY helpdesk_stem",
]

_QUERY = "to_tsquery('helpdesk', %s)"
_MARKS = "'StartSel=' || chr(2) || ',StopSel=' || chr(3) || '"


def matching(
    documents: SearchDocumentQuerySet, words: Sequence[str]
) -> SearchDocumentQuerySet:
    query = " | ".join(f"'{word}'" for word in words)
    return documents.extra(  # type: ignore[return-value]
        select={
            "rank": f"ts_rank(search_searchdocument.vector, {_QUERY})",
            "headline": f"ts_headline('helpdesk', title, {_QUERY},"
            f" {_MARKS},HighlightAll=true')",
            "excerpt": f"ts_headline('helpdesk', left(body, 20000), {_QUERY},"
            f" {_MARKS},MaxWords=34,MinWords=18')",
        },
        select_params=[query] * 3,
        where=[f"search_searchdocument.vector @@ {_QUERY}"],
        params=[query],
        order_by=["-rank", "-search_searchdocument.id"],
    )
