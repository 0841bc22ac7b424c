"""Is this process able to serve, and does everything around it do its part?"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models.functions import Now
from redis import RedisError

from helpdesk.bounded import Bounded
from helpdesk.broker import queue_sizes
from notifications.models import OutgoingEmail

# Seconds that the database may take to say how it is.
PATIENCE = 2.0
# A worker starts within milliseconds of a commit; the relay takes what is 20 s old.
WORKER_IS_LATE, RELAY_IS_LATE = 10, 60


@dataclass(frozen=True)
class Part:
    """`said` is for everybody's eyes: it names no host, path or account."""

    name: str
    is_well: bool
    said: str = ""
    # without it no request can be answered rightly
    is_needed: bool = True


@dataclass(frozen=True)
class Report:
    parts: list[Part]

    @property
    def is_ready(self) -> bool:
        return all(part.is_well for part in self.parts if part.is_needed)

    @property
    def degraded(self) -> list[str]:
        return [p.name for p in self.parts if not p.is_well and not p.is_needed]

    @property
    def failed(self) -> list[str]:
        return [p.name for p in self.parts if not p.is_well and p.is_needed]


def examine() -> Report:
    return Report([*_database_parts(), data_folder(), broker()])


def _database_parts() -> list[Part]:
    try:
        return ask_database()
    except TimeoutError:
        return [Part("database", False, "It does not answer in time.")]
    except DatabaseError:
        return [Part("database", False, "It does not answer.")]


def database() -> list[Part]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return [Part("database", True), migrations(), mail()]


ask_database: Callable[[], list[Part]] = Bounded(database, seconds=PATIENCE)


class _Known:
    """Once in step, a process stays in step: its code does not change."""

    migrations_in_step = False


def migrations() -> Part:
    if not _Known.migrations_in_step:
        _Known.migrations_in_step = not pending_migrations()
    if _Known.migrations_in_step:
        return Part("migrations", True)
    return Part("migrations", False, "Migrations are pending.")


def pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def mail() -> Part:
    """Late mail stops no page: it says who does not do its part."""
    age = oldest_due_seconds()
    if age > RELAY_IS_LATE:
        said = f"Mail has been waiting for {age:.0f} s: neither worker nor relay sends."
        return Part("mail", False, said, is_needed=False)
    if age > WORKER_IS_LATE:
        said = f"Mail has been waiting for {age:.0f} s: no worker sends."
        return Part("mail", False, said, is_needed=False)
    return Part("mail", True, is_needed=False)


def oldest_due_seconds() -> float:
    """For how long the mail that waits longest could have been sent."""
    due = OutgoingEmail.objects.due().order_by("next_at")
    moments = due.annotate(now=Now()).values_list("now", "next_at").first()
    if moments is None:
        return 0.0
    now, since = moments
    return max((now - since).total_seconds(), 0.0)


def data_folder() -> Part:
    try:
        with tempfile.NamedTemporaryFile(dir=settings.DATA_DIR, prefix=".ready-") as f:
            f.write(b"\0" * 4096)
    except OSError:
        return Part("data folder", False, "It cannot be written to.")
    return Part("data folder", True)


def broker() -> Part:
    try:
        queue_sizes()
    except (RedisError, OSError):
        said = "It does not answer: mail goes out by the relay, later."
        return Part("broker", False, said, is_needed=False)
    return Part("broker", True, is_needed=False)
