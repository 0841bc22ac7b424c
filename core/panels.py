"""Named slots that pages of a lower floor draw and apps of upper floors fill.

An app's `panels.py` fills a slot with `@fills("desk.nav", order=20)`; the function
takes the page's context as keywords and returns a Panel, or None to stay out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Panel:
    """A part template and what it takes."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Filler = Callable[..., Panel | None]
_fillers: dict[str, list[tuple[int, str, Filler]]] = defaultdict(list)


def fills(slot: str, *, order: int) -> Callable[[Filler], Filler]:
    def register(filler: Filler) -> Filler:
        _fillers[slot].append((order, f"{filler.__module__}.{filler.__name__}", filler))
        _fillers[slot].sort(key=lambda entry: entry[:2])
        return filler

    return register


def panels(slot: str, **context: Any) -> list[Panel]:
    """The filled panels of a slot, in order."""
    found = (filler(**context) for _, _, filler in _fillers[slot])
    return [panel for panel in found if panel is not None]


def discover() -> None:
    autodiscover_modules("panels")
