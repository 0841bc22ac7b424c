"""Much content for trying out and for measuring, the same for the same seed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from random import Random

from django.db import connection
from django.db.models import Max, Model

from accounts.models import User
from activity.models import Event
from helpdesk.generating.articles import generate_articles
from helpdesk.generating.loading import Run
from helpdesk.generating.people import gather, generate_people
from helpdesk.generating.texts import Writer
from helpdesk.generating.tickets import generate_tickets
from helpdesk.generating.topics import generate_topics


def generate(
    *,
    articles: int,
    topics: int,
    tickets: int,
    users: int,
    seed: int,
    until: datetime,
    progress: Callable[[int], object],
) -> int:
    """Add to what is there, up to the moment `until`; how many rows were written.

    Raises ValueError where nobody is there to write and no users are asked for.
    """
    rng = Random(f"{seed} {_last(User)} {_last(Event)}")
    run = Run(rng, Writer(rng), until, progress)
    with _room_for_indexes(), _rare_collections():
        generate_people(run, users)
        if articles or topics or tickets:
            crowd = gather(run)
            generate_articles(run, crowd, articles)
            generate_topics(run, crowd, topics)
            generate_tickets(run, crowd, tickets)
    return run.rows


def _last(model: type[Model]) -> int:
    """A second run on what the first one wrote must draw other keys."""
    return model._default_manager.aggregate(last=Max("pk"))["last"] or 0


@contextmanager
def _room_for_indexes() -> Iterator[None]:
    """SQLite's 2 MB of cache make random keys slow; PostgreSQL wants to know sizes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA cache_size = -200000")
        yield
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA cache_size = -2000")
        else:
            cursor.execute("ANALYZE")


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Looking for garbage among so many living rows took a quarter of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
