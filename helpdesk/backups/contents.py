"""What the rows of a database say: how many they are, and which files they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import FileField

from composer.models import Upload

Ask = Callable[[str], list[tuple[Any, ...]]]


def count_rows(ask: Ask, tables: list[str]) -> dict[str, int]:
    return {name: ask(f'SELECT count(*) FROM "{name}"')[0][0] for name in tables}


def missing_files(ask: Ask, uploads: Path) -> list[str]:
    """Files that rows name and that are not in the folder, or not of their size."""
    return sorted(
        {
            name
            for name, size in _named(ask)
            if not (path := uploads / name).is_file()
            or (size is not None and path.stat().st_size != size)
        }
    )


def _named(ask: Ask) -> Iterator[tuple[str, int | None]]:
    """Names below the folder of uploads, with the size where the row knows it."""
    table = Upload._meta.db_table
    # a redacted file loses its hash with its bytes
    for sha256, size in ask(f"SELECT sha256, size FROM \"{table}\" WHERE sha256 <> ''"):
        yield f"files/{sha256[:2]}/{sha256}", size
    for model in apps.get_models():
        for column in (
            f.column for f in model._meta.fields if isinstance(f, FileField)
        ):
            table = model._meta.db_table
            for (name,) in ask(f'SELECT "{column}" FROM "{table}"'):
                if name:
                    yield name, None
