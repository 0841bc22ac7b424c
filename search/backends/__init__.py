"""One interface over the full-text engines of the two databases."""

from __future__ import annotations

from types import ModuleType

from django.db import connection

from search.backends import postgresql, sqlite

# around the matched words of an excerpt; no text of ours holds these
START, STOP = "\x02", "\x03"


def backend() -> ModuleType:
    """The engine of the database in use.

    Each has `matching(documents, words)`: the documents that hold any of the words,
    best first, a title counting more, with `headline` and `excerpt` on each row in
    which matches stand between START and STOP.
    """
    return postgresql if connection.vendor == "postgresql" else sqlite
