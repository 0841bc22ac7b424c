"""The files that were fetched with an export, and which addresses mean them."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from kb.importing.report import Report
from kb.importing.sources import files_in

_NUMBER = re.compile(r"\d{2,}")


class Beside:
    """Found by the number that stands in their path, or by their name."""

    def __init__(self, folder: Path, report: Report) -> None:
        self._by_number: dict[str, list[str]] = defaultdict(list)
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for path in sorted(files_in(folder, report)):
            if path.suffix.lower() != ".json":
                place = path.relative_to(folder)
                self._by_name[path.name.lower()].append(place.as_posix())
                for number in {*_NUMBER.findall(place.as_posix())}:
                    self._by_number[number].append(place.as_posix())

    def find(self, number: str, name: str) -> str:
        """The path of an attachment below the folder; "" where it is not there."""
        numbered = self._by_number.get(number, [])
        named = self._by_name.get(name.lower(), [])
        both = [place for place in numbered if place in named]
        for places in (both, numbered, named):
            if len(places) == 1:
                return quote(places[0])
        return ""

    def lead(self, address: str) -> str:
        """An address of an attachment as the path of its file; others as they are."""
        try:
            parts = unquote(urlsplit(address).path).split("/")
        except ValueError:
            return address
        if not any("attachment" in part or part == "inline" for part in parts):
            return address
        for number in reversed([part for part in parts if _NUMBER.fullmatch(part)]):
            if place := self.find(number, parts[-1]):
                return place
        return self.find("", parts[-1]) or address
