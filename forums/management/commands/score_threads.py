from argparse import ArgumentParser
from collections import Counter, deque
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import TrustLevel
from core.losses import Losses
from core.markdown import plain_text
from forums.importing import UnknownFileError, read_threads
from forums.importing.sources import Place, Written
from forums.judging import LOOKS_BACK, links_of
from forums.spam import Verdict, Writing, fingerprint, judge

# posts after which somebody is taken for a member
KNOWN_AFTER = 5


class Command(BaseCommand):
    help = (
        "Print how well the spam score finds the posts that a file of threads marks as"
        " spam: of the first half, on which it was tuned, and of the second. Writes"
        " nothing. A file says nothing of accounts: who writes in it for the first"
        " time counts as somebody who has just joined, from the sixth on as a member."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"{file} is no file")
        try:
            posts = list(read_threads(file, Place(file.name), Losses()))
        except UnknownFileError as error:
            raise CommandError(f"{file} holds no threads") from error
        judged = list(zip(posts, _verdicts(posts), strict=True))
        asked = [post.key for post in posts if not post.parent]
        first = set(asked[: len(asked) // 2])
        tuned = [pair for pair in judged if (pair[0].parent or pair[0].key) in first]
        kept = [pair for pair in judged if pair not in tuned]
        for name, pairs in (
            ("tuned on", tuned),
            ("the other half", kept),
            ("all", judged),
        ):
            self.stdout.write(_line(name, pairs))
        for written, verdict in judged:
            if written.is_spam or verdict.holds:
                self.stdout.write(_told(written, verdict))


def _verdicts(posts: Iterable[Written]) -> Iterable[Verdict]:
    """In the order of the file, each after those before it."""
    texts = deque[str](maxlen=LOOKS_BACK)
    wrote = Counter[str]()
    for written in posts:
        text = plain_text(written.html)
        is_known = wrote[written.author.key] >= KNOWN_AFTER
        yield judge(
            Writing(
                text,
                title=written.title,
                hosts=links_of(written.html),
                age=timedelta() if not wrote[written.author.key] else None,
                trust=TrustLevel.MEMBER if is_known else TrustLevel.NEWCOMER,
                is_repeated=fingerprint(text) in filter(None, texts),
            )
        )
        texts.append(fingerprint(text))
        wrote[written.author.key] += 1


def _line(name: str, pairs: list[tuple[Written, Verdict]]) -> str:
    marked = sum(written.is_spam for written, _ in pairs)
    held = sum(verdict.holds for _, verdict in pairs)
    right = sum(written.is_spam and verdict.holds for written, verdict in pairs)
    return (
        f"{name}: {len(pairs)} posts, {marked} marked as spam, {held} held, {right} of"
        f" them marked; precision {_share(right, held)}, recall {_share(right, marked)}"
    )


def _told(written: Written, verdict: Verdict) -> str:
    mark = "spam" if written.is_spam else "    "
    held = "held" if verdict.holds else "    "
    title = " ".join(written.title.split())[:40]
    signals = ", ".join(verdict.signals)
    return f"  {mark} {held} {verdict.score:.3f} {written.key} {title}: {signals}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"
