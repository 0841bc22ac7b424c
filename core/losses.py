"""What an import could not keep."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

# of each kind; of the rest it is said how many they are
TOLD = 1_000


@dataclass
class Losses:
    # kind of loss → lines of (where, what)
    lost: dict[str, list[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    counts: Counter[str] = field(default_factory=Counter)

    def lose(self, kind: str, where: str, what: str) -> None:
        self.counts[kind] += 1
        if self.counts[kind] <= TOLD:
            self.lost[kind].append((where, what))

    def lines_of_losses(self) -> Iterator[str]:
        for kind, losses in self.lost.items():
            yield f"{kind}: {self.counts[kind]}"
            yield from (f"  {where}: {what}" for where, what in losses)
            if untold := self.counts[kind] - len(losses):
                yield f"  and {untold} more"
