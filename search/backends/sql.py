"""What both engines' SQL is made of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

# of words: any of the groups, of which all words
Groups = Sequence[Sequence[str]]
# text and parameters
Sql = tuple[str, list[Any]]


def union(parts: Sequence[Sql]) -> Sql:
    """All ids of these SELECTs, of which each may be sorted and limited."""
    sql = " UNION ALL ".join(f"SELECT id FROM ({each}) AS part" for each, _ in parts)
    return sql, [param for _, params in parts for param in params]


def in_titles(words: Sequence[str]) -> list[Groups]:
    """All words; of a sentence also any two of its five longest, the telling ones."""
    longest = sorted(words, key=len)[-5:]
    pairs = [list(combinations(longest, 2))] if len(words) > 2 else []
    return [[words], *pairs]


# How new a document is among those of its kind: the newest counts a quarter more than
# the first. So of those that hold the words about as well, the newer come first; and
# to rank the newest alone leaves out few that would be among the best.
NEWEST = """
    SELECT kind.id AS content_type_id, (
        SELECT max(object_id) FROM search_searchdocument
        WHERE content_type_id = kind.id
    ) AS object_id
    FROM django_content_type kind
"""
FRESHNESS = "(4 + CAST(document.object_id AS REAL) / newest.object_id)"
