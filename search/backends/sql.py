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
