"""What people looked for in vain: queries that ask for the same, and who asked us."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from core.access import Viewer
from search.finding import thread_ids
from search.models import SearchQuery
from tickets.models import Ticket

# of the queries that are grouped
AT_MOST = 200
# of the trigrams of two queries, so many stand in both
LIKENESS = 0.4
TICKETS_SHOWN = 5


@dataclass
class Gap:
    """`query` is the one that was asked most often of those that are alike."""

    query: SearchQuery
    others: list[SearchQuery] = field(default_factory=list)

    @property
    def queries(self) -> list[SearchQuery]:
        return [self.query, *self.others]

    @property
    def empty_count(self) -> int:
        return sum(query.empty_count for query in self.queries)

    @property
    def last_at(self) -> datetime:
        return max(query.last_at for query in self.queries)


def gaps() -> list[Gap]:
    """What was looked for most often in vain first. One query."""
    found = _grouped(SearchQuery.objects.in_vain()[:AT_MOST])
    return sorted(found, key=lambda gap: -gap.empty_count)


def gap_of(query: SearchQuery) -> Gap:
    """The one that it stands in; alone where it is on the list no more."""
    named = (gap for gap in gaps() if query in gap.queries)
    return next(named, Gap(query))


def tickets_behind(gap: Gap, viewer: Viewer) -> list[Ticket]:
    """The likeliest of those with its words that the viewer works on."""
    keys = thread_ids(gap.query.text, viewer, Ticket)
    rows = Ticket.objects.worked_on_by(viewer).not_set_aside().in_bulk(keys)
    return [rows[key] for key in keys if key in rows][:TICKETS_SHOWN]


def _grouped(queries: Iterable[SearchQuery]) -> list[Gap]:
    """Each goes to the first that it is like, in its language."""
    found: list[tuple[Gap, set[str]]] = []
    for query in queries:
        own = _trigrams(query.text)
        for gap, others in found:
            is_same = gap.query.language == query.language
            if is_same and len(own & others) >= LIKENESS * len(own | others):
                gap.others.append(query)
                break
        else:
            found.append((Gap(query), own))
    return [gap for gap, _trigrams_of_it in found]


def _trigrams(text: str) -> set[str]:
    """Of each word, whatever their order."""
    words = [f"  {word} " for word in text.split()]
    return {word[at : at + 3] for word in words for at in range(len(word) - 2)}
