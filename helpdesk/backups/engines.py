"""The module of the database in use; each has `ENGINE snapshot scratch target`."""

from __future__ import annotations

from types import ModuleType

from django.db import connection

from helpdesk.backups import postgresql, sqlite
from helpdesk.backups.archive import BackupError


def engine() -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite


def engine_of(name: str) -> ModuleType:
    """Raises BackupError where the backup is of another kind of database."""
    if name != engine().ENGINE:
        raise BackupError(
            f"The backup holds a database of {name}, DATABASE_URL names one of"
            f" {engine().ENGINE}."
        )
    return engine()
