"""JSON lines: a question each, with its answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.losses import Losses
from forums.importing.sources import (
    Author,
    BrokenError,
    Place,
    Written,
    clean,
    count,
    key_of,
    moment,
    text_of,
)

NEEDS_INFO = "needsinfo"


def read(path: Path, place: Place, losses: Losses) -> Iterator[Written]:
    with text_of(path) as file:
        for place.number, line in enumerate(file, start=1):
            place.read += len(line)
            if not line.strip():
                continue
            try:
                row = _mapping(json.loads(line))
                question = _question(row)
            except (ValueError, RecursionError) as error:
                losses.lose("Broken lines, left out", str(place), str(error)[:200])
                continue
            yield question
            yield from _answers(row, question.key, place, losses)


def _question(row: dict[str, Any]) -> Written:
    tags = row.get("tags")
    listed = [*tags, row.get("topic")] if isinstance(tags, list) else []
    names = [clean(tag) for tag in listed if isinstance(tag, str)]
    accepted = row.get("accepted")
    return Written(
        title=clean(row.get("title")),
        tags=tuple(names),
        accepted=key_of(accepted) if accepted else "",
        me_toos=count(row.get("me_too")),
        is_locked=row.get("locked") is True,
        needs_info=NEEDS_INFO in names,
        **_common(row),
    )


def _answers(
    row: dict[str, Any], parent: str, place: Place, losses: Losses
) -> Iterator[Written]:
    """In the order in which they were written."""
    found = []
    answers = row.get("answers")
    for answer in answers if isinstance(answers, list) else ():
        try:
            answer = _mapping(answer)
            likes = count(answer.get("helpful"))
            found.append(Written(parent=parent, likes=likes, **_common(answer)))
        except ValueError as error:
            losses.lose("Broken answers, left out", str(place), str(error)[:200])
        else:
            if unhelpful := count(answer.get("unhelpful")):
                kind = "Votes against an answer, left out"
                losses.lose(kind, str(place), f"{found[-1].key}: {unhelpful}")
    yield from sorted(found, key=lambda written: written.at)


def _common(row: dict[str, Any]) -> dict[str, Any]:
    name = row.get("author")
    author = clean(name) if isinstance(name, str) else ""
    return {
        "key": key_of(row.get("id")),
        "html": clean(row.get("html")),
        "author": Author(author, author),
        "at": moment(row.get("created_at")),
        "is_spam": row.get("spam") is True,
    }


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BrokenError(f"no object: {str(value)[:60]}")
    return value
