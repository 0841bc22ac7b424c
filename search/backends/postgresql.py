"""PostgreSQL: a generated tsvector column and its GIN index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from search.backends.sql import FRESHNESS, NEWEST, Groups, Sql, in_titles, union
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
    # whose title holds all words: the index above does not tell titles from bodies
    """
    CREATE INDEX search_document_titles ON search_searchdocument
    USING gin (to_tsvector('helpdesk', title)) WHERE title <> ''
    """,
]

DROP = [
    "DROP INDEX search_document_titles",
    "DROP INDEX search_document_vector",
    "ALTER TABLE search_searchdocument DROP COLUMN vector",
    "DROP TEXT SEARCH CONFIGURATION helpdesk",
    "DROP TEXT SEARCH DICTIONARY helpdesk_stem",
]


# so far back the newest titles are looked for
RECENT = 25_000
_QUERY = "to_tsquery('helpdesk', %s)"
# How many hold each word, up to a bound: of a common one some are met soon.
_COUNTED = f"""
    SELECT %s AS word, (SELECT count(*) FROM (
        SELECT 1 FROM search_searchdocument WHERE vector @@ {_QUERY} LIMIT %s
    ) AS found) AS times
"""
_NEWEST = f"""
    SELECT id FROM seen WHERE content_type_id = %s AND vector @@ {_QUERY}
    ORDER BY object_id DESC LIMIT %s
"""
# Planned as if all were wanted, which takes the index: for a few the database would
# read the table, and for long where the words never stand together. A word that nothing
# holds is none that the others must stand with.
_TOGETHER = """
    WITH held AS MATERIALIZED (SELECT id FROM seen WHERE vector @@ (
        SELECT to_tsquery('helpdesk', string_agg(word, ' & '))
        FROM counted WHERE times > 0
    ))
    SELECT id FROM held LIMIT %s
"""
_TITLED = f"""
    WITH held AS MATERIALIZED (
        SELECT id FROM seen
        WHERE title <> '' AND to_tsvector('helpdesk', title) @@ {_QUERY}
    )
    SELECT id FROM held LIMIT %s
"""
_NEWEST_TITLED = f"""
    WITH held AS MATERIALIZED (
        SELECT id, object_id FROM seen
        WHERE title <> '' AND to_tsvector('helpdesk', title) @@ {_QUERY}
        AND content_type_id = %s AND object_id > (
            SELECT max(object_id) FROM search_searchdocument WHERE content_type_id = %s
        ) - %s
    )
    SELECT id FROM held ORDER BY object_id DESC LIMIT %s
"""
_RARE = f"""
    SELECT id FROM seen WHERE vector @@ {_QUERY}
    AND %s >= (SELECT times FROM counted WHERE word = %s)
"""
_BEST = f"""
    WITH candidates AS MATERIALIZED (SELECT DISTINCT id FROM ({{candidates}}) AS each),
    newest AS MATERIALIZED ({NEWEST}),
    ranked AS (
        SELECT id, thread_type_id, thread_id,
            ts_rank(vector, {_QUERY}) * {FRESHNESS} AS score
        FROM search_searchdocument document JOIN candidates USING (id)
        JOIN newest USING (content_type_id)
    ), placed AS (
        SELECT *, row_number() OVER (
            PARTITION BY thread_type_id, thread_id ORDER BY score DESC, id DESC
        ) AS place
        FROM ranked WHERE score > 0
    ), best AS MATERIALIZED (
        SELECT * FROM placed WHERE place = 1 ORDER BY score DESC, id DESC LIMIT %s
    )
"""
_MARKS = "'StartSel=' || chr(2) || ',StopSel=' || chr(3) || '"
_MARKED = f"""
    SELECT document.*,
        ts_headline('helpdesk', title, {_QUERY}, {_MARKS},HighlightAll=true')
            AS headline,
        ts_headline('helpdesk', left(body, 20000), {_QUERY},
            {_MARKS},MaxWords=34,MinWords=18') AS excerpt
    FROM best JOIN search_searchdocument document USING (id)
    ORDER BY score DESC, id DESC
"""


def columns(documents: SearchDocumentQuerySet) -> QuerySet[Any, Any]:
    read = documents.extra(select={"vector": "vector"})
    return read.values("id", "content_type_id", "object_id", "title", "vector")


def holding(
    words: Sequence[str], types: Sequence[int], newest: int, others: int
) -> list[Sql]:
    """Of the others any, where there are more: only the index of a model is sorted."""
    one = [_query([[word]]) for word in words]
    counts = [(_COUNTED, [each, each, others + 1]) for each in one]
    any_word, all_words = _query([[word] for word in words]), _query([words])
    parts: list[Sql] = [
        *((_NEWEST, [each, any_word, newest]) for each in types),
        *((_NEWEST_TITLED, [all_words, each, each, RECENT, others]) for each in types),
        *((_TITLED, [_query(groups), others]) for groups in in_titles(words)),
        (_TOGETHER, [others]),
        *((_RARE, [each, others, each]) for each in one),
    ]
    sql, params = union(parts)
    counted = " UNION ALL ".join(each for each, _ in counts)
    counted_params = [param for _, each in counts for param in each]
    return [
        (f"WITH counted AS MATERIALIZED ({counted}) {sql}", counted_params + params)
    ]


def best(candidates: Sql, words: Sequence[str], limit: int) -> Sql:
    sql, params = _best(candidates, words, limit)
    return f"{sql} SELECT thread_id FROM best ORDER BY score DESC, id DESC", params


def marked(candidates: Sql, words: Sequence[str], limit: int) -> Sql:
    sql, params = _best(candidates, words, limit)
    any_word = _query([[word] for word in words])
    return f"{sql} {_MARKED}", [*params, any_word, any_word]


def _best(candidates: Sql, words: Sequence[str], limit: int) -> Sql:
    sql, params = candidates
    any_word = _query([[word] for word in words])
    return _BEST.format(candidates=sql), [*params, any_word, limit]


def _query(groups: Groups) -> str:
    together = [" & ".join(f"'{word}'" for word in group) for group in groups]
    return " | ".join(f"({group})" for group in together)
