"""What an import of threads did, and what it could not keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.losses import Losses


@dataclass
class Report(Losses):
    people: int = 0
    held: int = 0
    accepted: int = 0
    # of topics and of replies
    created: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        for what in ("topics", "replies"):
            yield (
                f"{self.created[what]} {what} created, {self.changed[what]} changed,"
                f" {self.unchanged[what]} unchanged"
            )
        yield (
            f"{self.people} people made, {self.accepted} answers accepted,"
            f" {self.held} posts held as spam"
        )
        yield from self.lines_of_losses()
