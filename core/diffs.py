"""What changed between two texts: lines, and within changed lines words.

Lines that stand once on both sides are what the two have in common (a patience diff),
so that the time grows with the length of the texts, not with its square.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

# lines shown around a changed one
AROUND = 3
# how often a stretch is parted again by what stands once in it
DEPTH = 20
_WORDS = re.compile(r"\w+|\s|[^\w\s]")

# a stretch of a line, and whether it is what changed in it
Piece = tuple[str, bool]
Pair = tuple[list[str], list[str]]


@dataclass(frozen=True)
class Line:
    # "same", "gone", "new", or "skipped": `count` lines that are the same
    kind: str
    pieces: list[Piece]
    count: int = 1


@dataclass(frozen=True)
class Difference:
    """In one field."""

    label: str | Promise
    lines: list[Line]


def differences(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    labels: Mapping[str, str | Promise],
) -> list[Difference]:
    """Of the fields that `labels` names; nothing of those that are the same."""
    found = [
        Difference(label, compare(before[name], after[name]))
        for name, label in labels.items()
    ]
    return [each for each in found if each.lines]


def compare(before: str, after: str) -> list[Line]:
    """Every changed line with a few around it; nothing where the texts are the same."""
    lines: list[Line] = []
    for gone, come in _parted(before.split("\n"), after.split("\n"), DEPTH):
        if gone == come:
            lines += [Line("same", [(line, False)]) for line in gone]
        else:
            lines += _changed(gone, come)
    return list(_folded(lines))


def _changed(gone: list[str], come: list[str]) -> list[Line]:
    """Lines in place of others; their words are compared across all of them."""
    if not (gone and come):
        kind = "gone" if gone else "new"
        return [Line(kind, [(line, False)]) for line in gone or come]
    left: list[Piece] = []
    right: list[Piece] = []
    old, new = (_WORDS.findall("\n".join(lines)) for lines in (gone, come))
    for old_words, new_words in _parted(old, new, DEPTH):
        is_changed = old_words != new_words
        left.append(("".join(old_words), is_changed))
        right.append(("".join(new_words), is_changed))
    return [
        *(Line("gone", pieces) for pieces in _in_lines(left)),
        *(Line("new", pieces) for pieces in _in_lines(right)),
    ]


def _in_lines(pieces: list[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for text, is_changed in pieces:
        first, *others = text.split("\n")
        lines[-1].append((first, is_changed))
        lines += [[(other, is_changed)] for other in others]
    return [[piece for piece in line if piece[0]] for line in lines]


def _folded(lines: list[Line]) -> Iterator[Line]:
    """A long stretch of the same becomes one line that says how long it is."""
    changed = [place for place, line in enumerate(lines) if line.kind != "same"]
    near = range(-AROUND, AROUND + 1)
    shown = {place + step for place in changed for step in near}
    skipped = 0
    for place, line in enumerate(lines if changed else []):
        if place not in shown:
            skipped += 1
            continue
        if skipped:
            yield Line("skipped", [], skipped)
        skipped = 0
        yield line
    if skipped:
        yield Line("skipped", [], skipped)


def _parted(old: list[str], new: list[str], depth: int) -> Iterator[Pair]:
    """Both sides as stretches in order, of which each pair is the same or is not."""
    if head := _shared(old, new):
        yield old[:head], new[:head]
        old, new = old[head:], new[head:]
    tail = _shared(old[::-1], new[::-1])
    end, other_end = len(old) - tail, len(new) - tail
    yield from _middle(old[:end], new[:other_end], depth)
    if tail:
        yield old[end:], new[other_end:]


def _middle(old: list[str], new: list[str], depth: int) -> Iterator[Pair]:
    anchors = _anchors(old, new) if depth else []
    if not anchors:
        if old or new:
            yield old, new
        return
    here = there = 0
    for place, other in [*anchors, (len(old), len(new))]:
        yield from _parted(old[here:place], new[there:other], depth - 1)
        here, there = place, other


def _shared(old: list[str], new: list[str]) -> int:
    """How far both begin alike."""
    for count, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return count
    return min(len(old), len(new))


def _anchors(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """The longest run of places, rising on both sides, of what stands once on each."""
    once, once_there = Counter(old), Counter(new)
    places = {text: place for place, text in enumerate(new) if once_there[text] == 1}
    # the last pair of the best run of each length, and each pair's forerunner
    ends: list[int] = []
    runs: list[tuple[int, int, int | None]] = []
    last: list[int] = []
    for place, text in enumerate(old):
        other = places.get(text) if once[text] == 1 else None
        if other is None:
            continue
        length = bisect_left(ends, other)
        runs.append((place, other, last[length - 1] if length else None))
        ends[length : length + 1] = [other]
        last[length : length + 1] = [len(runs) - 1]
    return _run(runs, last[-1] if last else None)


def _run(
    runs: list[tuple[int, int, int | None]], at: int | None
) -> list[tuple[int, int]]:
    found = []
    while at is not None:
        place, other, at = runs[at]
        found.append((place, other))
    return found[::-1]
