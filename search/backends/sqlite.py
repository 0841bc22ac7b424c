"""SQLite: FTS5 with an external-content table."""

from __future__ import annotations

from collections.abc import Sequence

from search.querysets import SearchDocumentQuerySet

CREATE = [
    """
    CREATE VIRTUAL TABLE search_fts USING fts5(
        title, body, content='search_searchdocument', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER search_fts_insert AFTER INSERT ON search_searchdocument BEGIN
        INSERT INTO search_fts(rowid, title, body)
        VALUES (new.id, new.title, new.body);
    END
    """,
    """
    CREATE TRIGGER search_fts_delete AFTER DELETE ON search_searchdocument BEGIN
        INSERT INTO search_fts(search_fts, rowid, title, body)
        VALUES ('delete', old.id, old.title, old.body);
    END
    """,
    """
    CREATE TRIGGER search_fts_update AFTER UPDATE ON search_searchdocument BEGIN
        INSERT INTO search_fts(search_fts, rowid, title, body)
        VALUES ('delete', old.id, old.title, old.body);
        INSERT INTO search_fts(rowid, title, body)
        VALUES (new.id, new.title, new.body);
    END
    """,
]

DROP = [
    "DROP TRIGGER search_fts_update",
    "DROP TRIGGER search_fts_delete",
    "DROP TRIGGER search_fts_insert",
    "DROP TABLE search_fts",
]


def matching(
    documents: SearchDocumentQuerySet, words: Sequence[str]
) -> SearchDocumentQuerySet:
    query = " OR ".join(f'"{word}"' for word in words)
    return documents.extra(  # type: ignore[return-value]
        select={
            "rank": "bm25(search_fts, 5.0, 1.0)",
            "headline": "highlight(search_fts, 0, char(2), char(3))",
            "excerpt": "snippet(search_fts, 1, char(2), char(3), '…', 32)",
        },
        tables=["search_fts"],
        where=["search_fts.rowid = search_searchdocument.id", "search_fts MATCH %s"],
        params=[query],
        order_by=["rank", "-search_searchdocument.id"],
    )
