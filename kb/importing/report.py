"""What an import did, and what it could not keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Report:
    categories: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    pictures: int = 0
    links: int = 0
    drafts: int = 0
    translations: int = 0
    # kind of loss → lines of (file, what)
    lost: dict[str, list[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def lose(self, kind: str, file: str, what: str) -> None:
        self.lost[kind].append((file, what))

    def lines(self) -> Iterator[str]:
        yield (
            f"{self.created} articles created, {self.changed} changed,"
            f" {self.unchanged} unchanged; {self.drafts} of them drafts"
        )
        yield (
            f"{self.categories} categories; {self.pictures} pictures and files shown,"
            f" {self.links} links between articles;"
            f" {self.translations} translations written"
        )
        for kind, losses in self.lost.items():
            yield f"{kind}: {len(losses)}"
            yield from (f"  {file}: {what}" for file, what in losses)
