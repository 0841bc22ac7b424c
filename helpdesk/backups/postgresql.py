"""PostgreSQL: pg_dump and pg_restore, which come with its client package."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.client import DatabaseClient
from psycopg import sql

from helpdesk.backups.archive import BackupError
from helpdesk.backups.contents import Ask

ENGINE = "postgresql"

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


@contextmanager
def snapshot(target: Path) -> Iterator[tuple[Ask, list[str]]]:
    """A dump at `target`; yields how to ask the same state of the database."""
    with closing(_another_connection()) as own, own.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        ask = _ask(cursor)
        [(name,)] = ask("SELECT pg_export_snapshot()")
        _run(
            "pg_dump",
            *("--format=custom", "--compress=0", "--no-owner", "--no-privileges"),
            *(f"--snapshot={name}", f"--file={target}"),
            database=_name(),
        )
        yield ask, _tables(ask)


@dataclass(frozen=True)
class Target:
    """Where a database is to be put."""

    database: str

    def is_empty(self) -> bool:
        with _connected(self.database) as ask:
            return not _tables(ask)

    def load(self, dump: Path) -> None:
        _run(
            "pg_restore",
            *("--no-owner", "--no-privileges", "--exit-on-error"),
            *("--single-transaction", f"--dbname={self.database}", str(dump)),
            database=self.database,
        )
        with psycopg.connect(**_parameters(self.database), autocommit=True) as raw:
            raw.execute("ANALYZE")  # a dump brings no statistics along


def target() -> Target:
    return Target(_name())


@contextmanager
def scratch(dump: Path) -> Iterator[tuple[Ask, list[str]]]:
    """The dump in a database of its own, which is dropped afterwards."""
    name = f"verify_{secrets.token_hex(6)}"
    with _server() as raw:
        try:
            raw.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege as error:
            raise BackupError(
                "Verifying needs a database of its own: ALTER ROLE … CREATEDB."
            ) from error
        try:
            Target(name).load(dump)
            with _connected(name) as ask:
                yield ask, _tables(ask)
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            raw.execute(drop.format(sql.Identifier(name)))


def _another_connection() -> BaseDatabaseWrapper:
    return connections.create_connection(DEFAULT_DB_ALIAS)


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _parameters(database: str) -> dict[str, Any]:
    given = connection.get_connection_params()
    kept = ("host", "port", "user", "password", "sslmode", "sslrootcert")
    return {key: given[key] for key in kept if given.get(key)} | {"dbname": database}


@contextmanager
def _server() -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(**_parameters(_name()), autocommit=True) as raw:
        yield raw


@contextmanager
def _connected(database: str) -> Iterator[Ask]:
    with psycopg.connect(**_parameters(database)) as raw, raw.cursor() as cursor:
        yield _ask(cursor)


def _ask(cursor: Any) -> Ask:
    def ask(statement: str) -> list[tuple[Any, ...]]:
        cursor.execute(statement)
        return cursor.fetchall()

    return ask


def _tables(ask: Ask) -> list[str]:
    return sorted(name for (name,) in ask(_TABLES))


def _run(program: str, *arguments: str, database: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise BackupError(f"{program} is missing: install the PostgreSQL client.")
    settings = {**connection.settings_dict, "NAME": database}
    flags, extra = DatabaseClient.settings_to_cmd_args_env(settings, [])
    # of psql's arguments all but its name and the database
    place = flags[1:-1] if flags[-1] == database else flags[1:]
    name = [f"--dbname={database}"] if program == "pg_dump" else []
    done = subprocess.run(
        [found, *place, *name, *arguments],
        env={**os.environ, **(extra or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{program}: {done.stderr.strip()[-2000:]}")
