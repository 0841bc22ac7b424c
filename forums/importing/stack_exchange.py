"""`Posts.xml` of a Stack Exchange dump: a row each, answers after their questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

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

QUESTION, ANSWER = "1", "2"
_OTHER_KINDS = {
    "3": "wiki", "4": "tag excerpt", "5": "tag wiki", "6": "election", "7": "wiki",
}  # fmt: skip
_START, _END = re.compile(r"<row(?=[\s/>])"), "</posts>"
CHUNK = 1 << 16
# no post is that long; what is, has lost its end
TOO_LONG = 1 << 24
_TAG = re.compile(r"[^<>|]+")


def read(path: Path, place: Place, losses: Losses) -> Iterator[Written]:
    """Each row is parsed by itself: a broken one costs no other, and no entity of the
    file's own is ever known.
    """
    with text_of(path) as file:
        for text in _rows(file, place):
            place.number += 1
            try:
                written = _post(ElementTree.fromstring(text).attrib, place, losses)
            except (BrokenError, ElementTree.ParseError) as error:
                losses.lose("Broken rows, left out", str(place), str(error))
            else:
                if written:
                    yield written


def _rows(file: IO[str], place: Place) -> Iterator[str]:
    """What stands between one beginning and the next."""
    waiting, is_row = "", False
    while chunk := file.read(CHUNK):
        place.read += len(chunk)
        *whole, waiting = _START.split(waiting + chunk)
        for text in whole:
            if is_row:
                yield _row(text)
            is_row = True
        if len(waiting) > TOO_LONG:
            waiting = waiting[:100]
    if is_row:
        yield _row(waiting)


def _row(text: str) -> str:
    return "<row" + text.rstrip().removesuffix(_END)


def _post(row: Mapping[str, str], place: Place, losses: Losses) -> Written | None:
    kind = row.get("PostTypeId", "")
    if kind not in (QUESTION, ANSWER):
        named = _OTHER_KINDS.get(kind, f"kind {kind[:20]}")
        losses.lose("Neither question nor answer, left out", str(place), named)
        return None
    is_question = kind == QUESTION
    score = row.get("Score", "0")
    if score.startswith("-"):
        losses.lose("Votes below zero, kept as none", str(place), score)
    if row.get("CommentCount", "0") not in ("", "0"):
        number = row["CommentCount"]
        losses.lose("Comments, which are in another file", str(place), number)
    edited = row.get("LastEditDate")
    return Written(
        key=key_of(row.get("Id")),
        parent="" if is_question else key_of(row.get("ParentId")),
        html=clean(row.get("Body")),
        author=_author(row),
        at=moment(row.get("CreationDate")),
        title=clean(row.get("Title")) if is_question else "",
        tags=tuple(_TAG.findall(clean(row.get("Tags", "")))),
        accepted=row.get("AcceptedAnswerId", ""),
        edited_at=moment(edited) if edited else None,
        likes=count(score),
        views=count(row.get("ViewCount", "0")),
        is_locked="ClosedDate" in row or "LockedDate" in row,
    )


def _author(row: Mapping[str, str]) -> Author:
    """Who deleted her account left a name at most."""
    name = clean(row.get("OwnerDisplayName", ""))
    number = row.get("OwnerUserId", "")
    return Author(
        number or f"name:{name}", name or (f"user {number}" if number else "")
    )
