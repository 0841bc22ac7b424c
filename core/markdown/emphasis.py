"""Pairs of `*`, `_` and `~~`: CommonMark's delimiter stack, with a bounded stack."""

import re
import unicodedata
from dataclasses import dataclass

from core.markdown import marks

RUN = re.compile(r"\*++|_++|~++")
_MAX_RUN = 6
_MAX_OPEN = 32
_PAIRS = {
    ("*", 1): (marks.EM, marks.EM_END),
    ("_", 1): (marks.EM, marks.EM_END),
    ("*", 2): (marks.STRONG, marks.STRONG_END),
    ("_", 2): (marks.STRONG, marks.STRONG_END),
    ("~", 2): (marks.DEL, marks.DEL_END),
}


@dataclass
class Run:
    """A run of one delimiter and what stands in its place."""

    position: int
    character: str
    length: int
    left: int
    opens: bool
    closes: bool
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        return self.before + marks.dead(self.character * self.left) + self.after


def run_at(text: str, start: int, end: int, position: int) -> Run | None:
    """The run text[start:end], to stand at `position` of what is written."""
    character, length = text[start], end - start
    if length > _MAX_RUN or (character == "~" and length != 2):
        return None
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    left, right = _flanks(before, after), _flanks(after, before)
    if character == "_":
        opens = left and (not right or _is_punctuation(before))
        closes = right and (not left or _is_punctuation(after))
    else:
        opens, closes = left, right
    if not (opens or closes):
        return None
    return Run(position, character, length, length, opens, closes)


def pair(runs: list[Run]) -> None:
    """Write the marks of every pair into its runs."""
    open_runs: list[Run] = []
    for run in runs:
        while run.closes and run.left:
            index = _opener(open_runs, run)
            if index is None:
                break
            _join(open_runs[index], run)
            del open_runs[index + (1 if open_runs[index].left else 0) :]
        if run.opens and run.left:
            open_runs.append(run)
            # Without a bound, each closer without an opener walks all of them.
            del open_runs[:-_MAX_OPEN]


def _opener(open_runs: list[Run], closer: Run) -> int | None:
    for index in range(len(open_runs) - 1, -1, -1):
        opener = open_runs[index]
        if opener.character == closer.character and not _is_barred(opener, closer):
            return index
    return None


def _is_barred(opener: Run, closer: Run) -> bool:
    """CommonMark's rule of three."""
    if not (opener.closes or closer.opens):
        return False
    lengths = opener.length, closer.length
    return sum(lengths) % 3 == 0 and any(length % 3 for length in lengths)


def _join(opener: Run, closer: Run) -> None:
    size = 2 if opener.left > 1 and closer.left > 1 else 1
    begin, end = _PAIRS[opener.character, size]
    opener.left -= size
    closer.left -= size
    opener.after = begin + opener.after
    closer.before += end


def _flanks(behind: str, ahead: str) -> bool:
    if ahead.isspace() or ahead == marks.BREAK:
        return False
    if not _is_punctuation(ahead):
        return True
    if behind.isspace() or behind == marks.BREAK or _is_punctuation(behind):
        return True
    # East Asian text has no spaces, so `**注意：**请` would otherwise stay open.
    return "\u2e80" <= behind < "\ud800" or behind >= "\U00020000"


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
