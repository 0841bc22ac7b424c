"""Answers of an API, kept as files of JSON, whatever their names and their pages."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kb.importing.report import Report
from kb.importing.sources import files_in

Row = dict[str, Any]
# by the name that an answer gives them; "" where it is a bare list
Documents = dict[str, list[Row]]


def documents_in(folder: Path, report: Report) -> Documents:
    """The rows of all answers, each once, in the order of the files' names."""
    found: Documents = defaultdict(list)
    for path in sorted(files_in(folder, Report())):
        if path.suffix.lower() == ".json":
            name = path.relative_to(folder).as_posix()
            for kind, rows in _lists(_load(path, name, report)):
                found[kind] += [row for row in rows if isinstance(row, dict)]
    return {kind: _once(rows) for kind, rows in found.items() if rows}


def key(row: Row, name: str = "id") -> str:
    """A number as text; "" where there is none."""
    value = row.get(name)
    is_one = isinstance(value, (int, str)) and not isinstance(value, bool)
    return _written(str(value)).strip() if is_one else ""


def number(row: Row, name: str) -> int:
    value = row.get(name)
    return value if type(value) is int and abs(value) < 2**31 else 0


def text(row: Row, name: str) -> str:
    value = row.get(name)
    return _written(value) if isinstance(value, str) else ""


def rows_in(row: Row, name: str) -> list[Row]:
    return [each for each in _list(row.get(name)) if isinstance(each, dict)]


def words_in(row: Row, name: str) -> list[str]:
    return [_written(each) for each in _list(row.get(name)) if isinstance(each, str)]


def names_of(row: Row, name: str, rows: dict[str, Row]) -> list[str]:
    """The names of the rows that a list of numbers means; a number that has none."""
    keys = [str(each) for each in _list(row.get(name))]
    return [text(rows.get(each, {}), "name") or each for each in keys]


def by_key(rows: Iterable[Row], name: str = "id") -> dict[str, Row]:
    return {key(row, name): row for row in rows if key(row, name)}


def _load(path: Path, name: str, report: Report) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        report.lose("Unreadable JSON", name, "")
        return None


def _lists(answer: Any) -> Iterable[tuple[str, list[Any]]]:
    if isinstance(answer, dict) and "id" not in answer:
        for kind, rows in answer.items():
            if isinstance(rows, dict):  # {"article": {…}}
                yield f"{kind}s", [rows]
            else:
                yield kind, _list(rows)
    else:
        yield "", _list(answer) or [answer]


def _once(rows: list[Row]) -> list[Row]:
    """A row that two pages gave counts once; numbers are those of one kind alone."""
    with_keys = {(key(row), *sorted(row)): row for row in rows if key(row)}
    return [*with_keys.values(), *(row for row in rows if not key(row))]


def _written(value: str) -> str:
    """Without what JSON can spell and no database takes: NUL, half a character."""
    return value.replace("\0", "").encode(errors="replace").decode()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
