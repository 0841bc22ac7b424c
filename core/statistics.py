"""What the database's planner knows of the tables."""

from __future__ import annotations

from django.db import connection


def gather_statistics() -> None:
    """PostgreSQL does it by itself. SQLite takes every index for a good one until it is
    told otherwise; a thousand entries of each are looked at, whatever their number.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")
