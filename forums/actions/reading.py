"""How far people have read. A request writes nothing: see `core.view_counts`."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

from accounts.models import User
from activity.actions import now
from core.view_counts import count
from forums.models import ReadPosition, Topic

# One statement, so that of two processes the one that is late takes nobody back.
_FURTHER = """
    INSERT INTO forums_readposition (person_id, topic_id, number, read_at)
    VALUES (%s, %s, %s, %s)
    ON CONFLICT (person_id, topic_id) DO UPDATE
    SET number = excluded.number, read_at = excluded.read_at
    WHERE forums_readposition.number < excluded.number
"""


def note_read_to(topic: Topic, number: int, *, by: User) -> bool:
    """Some seconds later she has read the topic to this post, if not further."""
    is_further = number > (topic.read_to or 0)
    if is_further:
        count(write_positions, (by.pk, topic.pk, number))
    return is_further


def mark_read(topic: Topic, number: int, *, by: User) -> None:
    """At once, in the caller's transaction: what she wrote is not new to her."""
    _write([(by.pk, topic.pk, number)])


def write_positions(seen: Mapping[tuple[int, int, int], int]) -> None:
    """Of who is gone since, or what is, nothing: it would keep all others waiting."""
    people = User.objects.in_bulk({person for person, _, _ in seen})
    topics = Topic.objects.in_bulk({topic for _, topic, _ in seen})
    # in one order, so that no two processes wait for each other
    _write(
        [
            (person, topic, number)
            for person, topic, number in sorted(seen)
            if person in people and topic in topics
        ]
    )


def _write(rows: list[tuple[int, int, int]]) -> None:
    field = ReadPosition._meta.get_field("read_at")
    at = field.get_db_prep_value(now(), connection)
    with connection.cursor() as cursor:
        cursor.executemany(_FURTHER, [(*row, at) for row in rows])
