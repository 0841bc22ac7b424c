"""One interface over the full-text engines of the two databases."""

from __future__ import annotations

from types import ModuleType

from django.db import connection

from search.backends import postgresql, sqlite

# around the matched words of an excerpt; no text of ours holds these
START, STOP = "\x02", "\x03"


def backend() -> ModuleType:
    """The engine of the database in use. Each has

    - `columns(documents)`: what the next reads of documents, by the name `seen`
    - `holding(words, types, newest, others)`: SELECTs of the ids of some that are worth
      ranking, at most so many of each content type, and of each other kind
    - `best(candidates, words, limit)`: a SELECT of the thread ids of candidates that
      hold any of the words, each thread once, the best first; a title counts more
    - `marked(candidates, words, limit)`: the same of documents, with `headline` and
      `excerpt`, in which matches stand between START and STOP
    """
    return postgresql if connection.vendor == "postgresql" else sqlite
