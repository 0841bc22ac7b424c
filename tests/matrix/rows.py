"""What stands in the database: all of it, to see what a request changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models

from composer.models import Upload

OURS = (
    "accounts", "activity", "brand", "composer", "forums", "kb", "notifications",
    "tickets", "account", "mfa",
)  # fmt: skip
# drawn anew by each request that writes them
DRAWN = (
    models.DateTimeField,
    models.UUIDField,
)
DRAWN_NAMES = {
    "message_id", "in_reply_to", "references", "reply_token", "token_hash", "password",
    "placeholders", "sealed", "headers", "text", "html", "thread", "picture", "logo",
    "sha256", "body_version", "key", "sealed_secret", "external_id",
}  # fmt: skip

# what a form that is refused may write: its files wait for the next try
STAGED = {Upload}

Rows = dict[tuple[str, Any], dict[str, Any]]


def our_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OURS
    ]


def rows(of: Iterable[type[models.Model]]) -> Rows:
    """(table, key) → the values of the row, without those that chance decides."""
    found: Rows = {}
    for model in of:
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if not isinstance(field, DRAWN) and field.name not in DRAWN_NAMES
        ]
        kept = model._base_manager.all()
        if model in STAGED:
            kept = kept.exclude(target_type=None)
        for row in kept.values("pk", *names):
            found[model._meta.label, row["pk"]] = row
    return found


def changes(before: Rows, after: Rows) -> Rows:
    """The rows that are new or other than before, as they are; {} for those gone."""
    gone: Rows = {key: {} for key in before.keys() - after.keys()}
    return gone | {key: row for key, row in after.items() if before.get(key) != row}


_WRITE = re.compile(r'(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "(\w+)"')


@contextmanager
def writes() -> Iterator[set[type[models.Model]]]:
    """What is written to inside: cheaper than to compare all rows."""
    tables = {model._meta.db_table: model for model in our_models()}
    written: set[type[models.Model]] = set()

    def look(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        found = _WRITE.match(sql)
        if found and found[1] in tables:
            written.add(tables[found[1]])
        return execute(sql, *args)

    with connection.execute_wrapper(look):
        yield written
