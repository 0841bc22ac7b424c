"""SQLite: FTS5 with an external-content table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from search.backends.sql import FRESHNESS, NEWEST, Groups, Sql, in_titles
from search.querysets import SearchDocumentQuerySet

# The content type is a word like any other, so that its few documents are not looked
# for among the many of others.
CREATE = [
    """
    CREATE VIRTUAL TABLE search_fts USING fts5(
        content_type_id, title, body,
        content='search_searchdocument', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER search_fts_insert AFTER INSERT ON search_searchdocument BEGIN
        INSERT INTO search_fts(rowid, content_type_id, title, body)
        VALUES (new.id, new.content_type_id, new.title, new.body);
    END
    """,
    """
    CREATE TRIGGER search_fts_delete AFTER DELETE ON search_searchdocument BEGIN
        INSERT INTO search_fts(search_fts, rowid, content_type_id, title, body)
        VALUES ('delete', old.id, old.content_type_id, old.title, old.body);
    END
    """,
    """
    CREATE TRIGGER search_fts_update AFTER UPDATE ON search_searchdocument BEGIN
        INSERT INTO search_fts(search_fts, rowid, content_type_id, title, body)
        VALUES ('delete', old.id, old.content_type_id, old.title, old.body);
        INSERT INTO search_fts(rowid, content_type_id, title, body)
        VALUES (new.id, new.content_type_id, new.title, new.body);
    END
    """,
]

DROP = [
    "DROP TRIGGER search_fts_update",
    "DROP TRIGGER search_fts_delete",
    "DROP TRIGGER search_fts_insert",
    "DROP TABLE search_fts",
]

_HOLDING = """
    SELECT seen.id FROM search_fts JOIN seen ON seen.id = +search_fts.rowid
    WHERE search_fts MATCH %s ORDER BY search_fts.rowid DESC LIMIT %s
"""
# The signs see to it that matches are read in one go: for candidates that are looked up
# one by one, all would be counted anew.
_BEST = f"""
    WITH candidates AS MATERIALIZED ({{candidates}}),
    newest AS MATERIALIZED ({NEWEST}),
    ranked AS (
        SELECT search_fts.rowid AS id, thread_type_id, thread_id,
            bm25(search_fts, 0, 5, 1) * {FRESHNESS} AS score
        FROM search_fts JOIN search_searchdocument document
        ON document.id = +search_fts.rowid
        JOIN newest ON newest.content_type_id = document.content_type_id
        WHERE search_fts MATCH %s
        AND search_fts.rowid >= (SELECT min(id) FROM candidates)
        AND +search_fts.rowid IN (SELECT id FROM candidates)
    ), placed AS (
        SELECT *, row_number() OVER (
            PARTITION BY thread_type_id, thread_id ORDER BY score, id DESC
        ) AS place
        FROM ranked
    ), best AS (
        SELECT * FROM placed WHERE place = 1 ORDER BY score, id DESC LIMIT %s
    )
"""
_MARKED = """
    SELECT document.*,
        highlight(search_fts, 1, char(2), char(3)) AS headline,
        snippet(search_fts, 2, char(2), char(3), '…', 32) AS excerpt
    FROM best JOIN search_searchdocument document ON document.id = best.id
    JOIN search_fts ON search_fts.rowid = best.id
    WHERE search_fts MATCH %s ORDER BY score, best.id DESC
"""


def columns(documents: SearchDocumentQuerySet) -> QuerySet[Any, Any]:
    return documents.values("id")


def holding(
    words: Sequence[str], types: Sequence[int], newest: int, others: int
) -> list[Sql]:
    """The newest of each way; a word may be rare, and its newest are all."""
    one, share = [[word] for word in words], others // len(words)
    return [
        *(_anywhere(one, [each], newest) for each in types),
        *(_held("title", groups, types, others) for groups in in_titles(words)),
        _anywhere([words], types, others),
        *(_anywhere([each], types, share) for each in one),
    ]


def best(candidates: Sql, words: Sequence[str], limit: int) -> Sql:
    sql, params = _best(candidates, words, limit)
    return f"{sql} SELECT thread_id FROM best ORDER BY score, id DESC", params


def marked(candidates: Sql, words: Sequence[str], limit: int) -> Sql:
    sql, params = _best(candidates, words, limit)
    return f"{sql} {_MARKED}", [*params, _any_of(words)]


def _best(candidates: Sql, words: Sequence[str], limit: int) -> Sql:
    sql, params = candidates
    return _BEST.format(candidates=sql), [*params, _any_of(words), limit]


def _anywhere(groups: Groups, types: Sequence[int], limit: int) -> Sql:
    return _held("{title body}", groups, types, limit)


def _held(columns: str, groups: Groups, types: Sequence[int], limit: int) -> Sql:
    rows = " OR ".join(f'"{each}"' for each in types)
    held = " OR ".join(f"({' AND '.join(map(_quoted, group))})" for group in groups)
    return _HOLDING, [f"content_type_id : ({rows}) AND {columns} : ({held})", limit]


def _any_of(words: Sequence[str]) -> str:
    """A number must not be taken for the key of a content type."""
    return " OR ".join(
        f"{{title body}} : {_quoted(word)}" if word.isdigit() else _quoted(word)
        for word in words
    )


def _quoted(word: str) -> str:
    return f'"{word}"'
