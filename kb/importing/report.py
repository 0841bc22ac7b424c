"""What an import did, and what it could not keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.losses import Losses


@dataclass
class Report(Losses):
    categories: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    pictures: int = 0
    links: int = 0
    drafts: int = 0
    translations: int = 0

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
        yield from self.lines_of_losses()
